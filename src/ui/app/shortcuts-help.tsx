import { Keyboard } from 'lucide-react'
import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { SHORTCUTS } from './shortcuts.ts'
import { useShortcut } from './use-shortcut.ts'
import './shortcuts-help.css'

/** Every key the program knows, on ? and behind a button. */
export function ShortcutsHelp() {
  const [isOpen, setOpen] = useState(false)
  useShortcut('?', () => setOpen(true))
  return (
    <>
      <IconButton
        label="Keyboard"
        keys="?"
        placement="right"
        icon={<Keyboard size={20} />}
        onPress={() => setOpen(true)}
      />
      <Dialog title="Keyboard" isOpen={isOpen} onOpenChange={setOpen} size="widest">
        {/* In a low window the list is scrolled with the keyboard, so it has to be reached by Tab. */}
        <div className="shortcuts" role="group" aria-label="Keys" tabIndex={0}>
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
    </>
  )
}
