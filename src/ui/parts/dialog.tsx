import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './icon-button.tsx'
import './dialog.css'

interface Props {
  readonly title: string
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly size?: 'normal' | 'wide' | 'widest'
  /** Buttons at the bottom; the main one last. */
  readonly actions?: ReactNode
  /** False where a click beside it must not lose what was entered. */
  readonly isDismissable?: boolean
  readonly children: ReactNode
}

/** A dialog over the page; Esc closes it, and focus returns to where it came from. */
export function Dialog(props: Props) {
  const { title, isOpen, onOpenChange, size = 'normal', actions, isDismissable = true, children } = props
  return (
    <ModalOverlay
      className="dialog-scrim"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
    >
      <Modal className={`dialog-place dialog-place--${size}`}>
        <AriaDialog className="dialog">
          <header className="dialog__head">
            <Heading slot="title" className="dialog__title" level={2}>
              {title}
            </Heading>
            <IconButton label="Close" icon={<X size={18} />} onPress={() => onOpenChange(false)} />
          </header>
          <div className="dialog__body">{children}</div>
          {actions === undefined ? null : <footer className="dialog__foot">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
