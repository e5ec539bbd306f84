import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ClientId, PhotoId } from '../../contract/ids.ts'
import { View } from '../../contract/vocabulary.ts'
import { AlignScreen } from '../align/align-screen.tsx'
import { ClientScreen } from '../clients/client-screen.tsx'
import { ClientsScreen } from '../clients/clients-screen.tsx'
import { PhotoScreen } from '../clients/photo-screen.tsx'
import { CompareScreen } from '../compare/compare-screen.tsx'
import { FadeScreen } from '../fade/fade-screen.tsx'
import { ImportScreen } from '../import/import-screen.tsx'
import { NeedsScreen } from '../needs/needs-screen.tsx'
import { ReshootScreen } from '../reshoot/reshoot-screen.tsx'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { useCallQuery } from './call-query.ts'
import { rememberCompare, rememberFade } from './current-work.ts'
import { Layout } from './layout.tsx'
import { LostScreen } from './lost-screen.tsx'

const rootRoute = createRootRoute({ component: Layout, notFoundComponent: LostScreen })

const clientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: ClientsScreen,
})

const clientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clients/$clientId',
  params: {
    parse: (raw) => ({ clientId: ClientId.parse(Number(raw.clientId)) }),
    stringify: ({ clientId }) => ({ clientId: String(clientId) }),
  },
  component: function ClientRoute() {
    const { clientId } = clientRoute.useParams()
    return <ClientScreen key={clientId} clientId={clientId} />
  },
})

const photoRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/photos/$photoId',
  params: {
    parse: (raw) => ({ photoId: PhotoId.parse(Number(raw.photoId)) }),
    stringify: ({ photoId }) => ({ photoId: String(photoId) }),
  },
  component: function PhotoRoute() {
    return <PhotoScreen photoId={photoRoute.useParams().photoId} />
  },
})

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  component: ImportScreen,
})

const needsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/look',
  component: NeedsScreen,
})

const pairParams = {
  parse: (raw: { beforeId: string; afterId: string }) => ({
    beforeId: PhotoId.parse(Number(raw.beforeId)),
    afterId: PhotoId.parse(Number(raw.afterId)),
  }),
  stringify: (params: { beforeId: PhotoId; afterId: PhotoId }) => ({
    beforeId: String(params.beforeId),
    afterId: String(params.afterId),
  }),
}

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare/$beforeId/$afterId',
  params: pairParams,
  component: function CompareRoute() {
    const { beforeId, afterId } = compareRoute.useParams()
    const { clientId, view } = useCallQuery('photos.get', { id: beforeId }).data?.photo ?? {}
    useEffect(() => {
      if (clientId === undefined || view === undefined) return
      rememberCompare({ clientId, view, compare: { beforeId, afterId } })
    }, [beforeId, afterId, clientId, view])
    // No key: zoom and pan outlive a change of photo.
    return <CompareScreen beforeId={beforeId} afterId={afterId} />
  },
})

const alignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/align/$beforeId/$afterId',
  params: pairParams,
  component: function AlignRoute() {
    const { beforeId, afterId } = alignRoute.useParams()
    return <AlignScreen key={`${beforeId}-${afterId}`} beforeId={beforeId} afterId={afterId} />
  },
})

const fadeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clients/$clientId/fade/$view',
  params: {
    parse: (raw) => ({ clientId: ClientId.parse(Number(raw.clientId)), view: View.parse(raw.view) }),
    stringify: ({ clientId, view }) => ({ clientId: String(clientId), view }),
  },
  component: function FadeRoute() {
    const { clientId, view } = fadeRoute.useParams()
    useEffect(() => rememberFade({ clientId, view }), [clientId, view])
    return <FadeScreen key={`${clientId}-${view}`} clientId={clientId} view={view} />
  },
})

const reshootRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clients/$clientId/reshoot/$view',
  params: {
    parse: (raw) => ({ clientId: ClientId.parse(Number(raw.clientId)), view: View.parse(raw.view) }),
    stringify: ({ clientId, view }) => ({ clientId: String(clientId), view }),
  },
  component: function ReshootRoute() {
    const { clientId, view } = reshootRoute.useParams()
    return <ReshootScreen key={`${clientId}-${view}`} clientId={clientId} view={view} />
  },
})

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: SettingsScreen,
})

const routeTree = rootRoute.addChildren([
  clientsRoute,
  clientRoute,
  photoRoute,
  importRoute,
  needsRoute,
  compareRoute,
  alignRoute,
  fadeRoute,
  reshootRoute,
  settingsRoute,
])

/** The screens and their addresses, behind the #, so that they work from any origin. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultErrorComponent: LostScreen,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
