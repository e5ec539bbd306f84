import type { NeedNames } from '../../contract/needs.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCall } from '../app/backend-context.tsx'
import { AnswerButton } from './answer-button.tsx'
import type { Answer } from './use-needs-work.ts'
import './needs-screen.css'

interface Props {
  readonly photo: Photo
  readonly claims: NeedNames['claims']
  readonly onAnswer: (run: Answer) => void
}

/** Whose photo it is that stands in folders of several clients, or which of these names is no client’s. */
export function ClaimAnswers({ photo, claims, onAnswer }: Props) {
  const call = useCall()
  const stay = (): void =>
    onAnswer(async () => {
      const { photos } = await call('needs.settle', { need: 'client', photo: photo.id, scope: 'photo' })
      return () => call('needs.reopen', { need: 'client', photos })
    })
  const place = (client: string): void =>
    onAnswer(async () => {
      const former = await call('needs.place', { photo: photo.id, scope: 'photo', client })
      return () => call('needs.placeBack', former)
    })
  const dismiss = (name: string): void =>
    onAnswer(async () => {
      const former = await call('needs.nobody', { photo: photo.id, name })
      return () => call('needs.placeBack', former)
    })
  const names = claims.flatMap(({ read }) => read ?? [])
  return (
    <>
      <p className="need-note">
        The same photo stands in folders of several clients. It is kept once; whose is it?
      </p>
      <div className="need-answers">
        {claims.map(({ name }, index) => (
          <AnswerButton
            key={name}
            keys={String(index + 1)}
            words={name}
            {...(index === 0 && { note: 'Where it is now' })}
            onAnswer={() => (index === 0 ? stay() : place(name))}
          />
        ))}
        {names.map((name, index) => (
          <AnswerButton
            key={name}
            keys={String(claims.length + index + 1)}
            words={`“${name}” is no client`}
            note="Holds for all photos there, now and later"
            onAnswer={() => dismiss(name)}
          />
        ))}
      </div>
    </>
  )
}
