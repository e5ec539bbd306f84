import { useBlocker } from '@tanstack/react-router'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'

/** Asks before work that was not accepted is left behind: by a link, by Back, or by closing the window. */
export function LeaveGuard({ hasWork }: { readonly hasWork: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => hasWork,
    enableBeforeUnload: hasWork,
    withResolver: true,
  })
  return (
    <Dialog
      title="Leave without accepting?"
      isOpen={status === 'blocked'}
      onOpenChange={(isOpen) => {
        if (!isOpen) reset?.()
      }}
      actions={
        <>
          <Button onPress={() => proceed?.()}>Leave, drop the changes</Button>
          <Button look="primary" onPress={() => reset?.()} autoFocus>
            Stay here
          </Button>
        </>
      }
    >
      <p>What you changed of this alignment is kept only once you press Accept.</p>
    </Dialog>
  )
}
