import { QueryClient } from '@tanstack/react-query'

/** The one cache of server data. Nothing changes behind the page's back, so it asks again only when told to. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        // The backend is on this machine: what failed once fails again, with a reason worth reading.
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
