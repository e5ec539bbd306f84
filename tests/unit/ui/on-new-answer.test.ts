import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { onNewAnswer } from '../../../src/ui/app/on-new-answer.ts'

test('only an answer that says something new is told, and none of the calls that are left out', async () => {
  const client = new QueryClient()
  const ask = async (name: string, answer: unknown) =>
    client.fetchQuery({ queryKey: [name, {}], queryFn: () => Promise.resolve(answer), staleTime: 0 })
  await ask('clients.list', ['Ann'])
  const told: string[] = []
  let asking = ''
  const end = onNewAnswer(client.getQueryCache(), ['catalogue.leftOut'], () => told.push(asking))
  for (const [name, answer] of [
    ['clients.list', ['Ann']],
    ['photos.list', [1, 2]],
    ['photos.list', [1, 2]],
    ['photos.list', [1]],
    ['catalogue.leftOut', []],
    ['clients.list', ['Ann', 'Bob']],
  ] as const) {
    asking = `${name} ${JSON.stringify(answer)}`
    await ask(name, answer)
  }
  expect(told).toEqual(['photos.list [1,2]', 'photos.list [1]', 'clients.list ["Ann","Bob"]'])
  end()
  await ask('photos.list', [])
  expect(told).toHaveLength(3)
})
