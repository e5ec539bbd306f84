import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from '../support/app-test.ts'
import { openSampleClinic } from '../support/sample-clinic.ts'

test('says so while the backend is gone, and goes on by itself when it is back', async ({ page }) => {
  await openSampleClinic(page)
  let isDown = false
  let open: WebSocketRoute | null = null
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isDown) {
      void socket.close()
      return
    }
    socket.connectToServer()
    open = socket
  })
  await page.reload()
  await expect(page.getByRole('link', { name: /^Moreno, Luis/ })).toBeVisible()

  isDown = true
  await (open as WebSocketRoute | null)?.close()
  const notice = page.getByText('The part of Fadeline that reads photos has stopped.')
  await expect(notice).toBeVisible()
  // A call that is made meanwhile waits.
  await page.getByRole('link', { name: /^Moreno, Luis/ }).click()
  isDown = false
  await expect(page.getByRole('table')).toBeVisible()
  await expect(notice).toBeHidden()
})
