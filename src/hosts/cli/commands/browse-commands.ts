import type { Command } from './command.ts'
import { clientIdOf } from './client-id-of.ts'
import { noWords, viewOf } from './expect-words.ts'

/** Lists the clients. */
export const clientsCommand: Command = {
  plan: (line) => {
    noWords(line)
    return {
      needsCatalogue: true,
      run: async ({ call }) => {
        const clients = await call('clients.list', {})
        return clients.map(({ id, name, visits, photos }) => ({ id, name, visits, photos }))
      },
    }
  },
}

/** Lists photos, of one client or view where said. */
export const photosCommand: Command = {
  plan: (line) => {
    noWords(line)
    const { client } = line.options
    const view = line.options['view'] === undefined ? undefined : viewOf(line)
    return {
      needsCatalogue: true,
      run: async ({ call }) => {
        if (client !== undefined) await clientIdOf(call, client)
        const photos = await call('photos.list', {
          ...(client === undefined ? {} : { client }),
          ...(view === undefined ? {} : { view }),
        })
        return photos.map((photo) => ({
          id: photo.id,
          client: photo.client,
          visitDate: photo.visitDate,
          phase: photo.phase,
          view: photo.view,
          file: photo.file,
          sha256: photo.sha256,
          width: photo.width,
          height: photo.height,
          takenAt: photo.takenAt,
          offset: photo.offset,
          camera: photo.camera,
          colourProfile: photo.colourProfile,
          status: photo.status,
        }))
      },
    }
  },
}
