import { useEffect, useState } from 'react'

const REST_MS = 250

/** A value once it has rested, so that what is worked out from it is not worked out for every step on the way. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
