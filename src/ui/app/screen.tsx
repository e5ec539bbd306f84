import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import './screen.css'

/** A step of the way to this screen; without a target it is where one is. */
export interface Crumb {
  readonly words: string
  readonly to?: Pick<LinkProps, 'to' | 'params'>
}

interface Props {
  /** The way here; the last one is the screen's name and its title. None only while it is not known what will stand here. */
  readonly crumbs: readonly Crumb[]
  /** Middle of the top bar: a mode switch, a search. */
  readonly centre?: ReactNode
  /** Right end of the top bar. */
  readonly actions?: ReactNode
  /** The column on the right, and what it is called. */
  readonly panel?: ReactNode
  readonly panelLabel?: string
  /** The strip along the bottom. */
  readonly strip?: ReactNode
  readonly stripLabel?: string
  /** stage: the content fills the place and never scrolls; page: it scrolls. */
  readonly kind?: 'page' | 'stage'
  readonly children: ReactNode
}

/** A screen: top bar, content, and where wanted a panel on the right and a strip along the bottom. */
export function Screen(props: Props) {
  const { crumbs, centre, actions, panel, panelLabel = 'Details', strip, stripLabel = 'Photos' } = props
  const name = crumbs.at(-1)?.words
  useEffect(() => {
    document.title = name === undefined ? 'Fadeline' : `${name} – Fadeline`
  }, [name])
  return (
    <div className="screen">
      <header className="screen__bar">
        <nav className="screen__crumbs" aria-label="Where you are">
          <ol className="crumbs">
            {crumbs.map((crumb, index) => (
              <CrumbItem
                key={crumb.words}
                crumb={crumb}
                isFirst={index === 0}
                isLast={index === crumbs.length - 1}
              />
            ))}
          </ol>
        </nav>
        {centre === undefined ? null : <div className="screen__centre">{centre}</div>}
        <div className="screen__actions">{actions}</div>
      </header>
      <div className="screen__body">
        <div className="screen__main">
          <main className={`screen__content screen__content--${props.kind ?? 'page'}`}>{props.children}</main>
          {strip === undefined ? null : (
            <section className="screen__strip" aria-label={stripLabel}>
              {strip}
            </section>
          )}
        </div>
        {panel === undefined ? null : (
          <aside className="screen__panel" aria-label={panelLabel}>
            {panel}
          </aside>
        )}
      </div>
    </div>
  )
}

function CrumbItem(props: { readonly crumb: Crumb; readonly isFirst: boolean; readonly isLast: boolean }) {
  const { crumb, isFirst, isLast } = props
  return (
    // A client's long name gives way, so that the short ones beside it stay readable.
    <li className="crumbs__item" style={{ flexShrink: crumb.words.length ** 6 }}>
      {isFirst ? null : <ChevronRight className="crumbs__chevron" size={14} aria-hidden />}
      {isLast ? (
        <h1 className="crumbs__here ellipsis" aria-current="page" title={crumb.words}>
          {crumb.words}
        </h1>
      ) : crumb.to === undefined ? (
        <span className="crumbs__step ellipsis">{crumb.words}</span>
      ) : (
        <Link className="crumbs__step crumbs__step--link ellipsis" title={crumb.words} {...crumb.to}>
          {crumb.words}
        </Link>
      )}
    </li>
  )
}
