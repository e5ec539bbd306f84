import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { SHORTCUTS } from './shortcuts.ts'
import { useShortcut } from './use-shortcut.ts'
import './shortcuts-help.css'

/** Every key the program knows, on ?. */
export function ShortcutsHelp() {
  const [isOpen, setOpen] = useState(false)
  useShortcut('?', () => setOpen(true))
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onOpenChange={setOpen} size="wide">
      <div className="shortcuts">
        {SHORTCUTS.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className="shortcuts__title">{group.title}</h3>
            <dl>
              {group.keys.map((entry) => (
                <div className="shortcuts__row" key={entry.words}>
                  <dt>
                    <KeyHint keys={entry.keys} />
                  </dt>
                  <dd>{entry.words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
