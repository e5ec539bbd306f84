import { useId, type ReactNode } from 'react'
import './panel.css'

interface Props {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A framed part of a page with its title. */
export function Panel({ title, actions, children }: Props) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel__head">
        <h2 className="panel__title ellipsis" id={id}>
          {title}
        </h2>
        {actions === undefined ? null : <div className="panel__actions">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** A titled part of the right panel; a line separates it from the next. */
export function PanelSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="panel-section" aria-labelledby={id}>
      <h2 className="panel-section__title" id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}

interface Fact {
  readonly name: string
  readonly value: ReactNode
}

/** Names and values in two columns; facts without a value are left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter((fact) => fact.value !== null && fact.value !== undefined && fact.value !== '')
        .map((fact) => (
          <div className="facts__row" key={fact.name}>
            <dt className="facts__name">{fact.name}</dt>
            <dd className="facts__value">{fact.value}</dd>
          </div>
        ))}
    </dl>
  )
}
