/** Every code an error may carry over a wire; the interface and scripts switch on these, never on the text. */
export const ERROR_CODES = [
  'invalid-input',
  'not-found',
  'folder-not-found',
  'folder-not-readable',
  'folder-vanished',
  'file-not-found',
  'file-not-readable',
  'file-not-writable',
  'not-a-file',
  'empty-file',
  'unreadable-image',
  'truncated-image',
  'unsupported-format',
  'image-too-large',
  'decode-timeout',
  'no-regions',
  'no-baseline',
  'not-registered',
  'not-an-export',
  'catalogue-newer',
  'catalogue-damaged',
  'catalogue-in-use',
  'catalogue-not-writable',
  'disk-full',
  'original-offline',
  'busy',
  'cancelled',
  'disconnected',
  'internal',
] as const

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An expected failure, with a code for programs and a sentence for people: what happened, what was kept, what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; details?: unknown }) {
    super(message, { cause: options?.cause })
    this.code = code
    this.details = options?.details
  }
}

/** Proves at compile time that a union switch is exhaustive; throws if data from outside slipped through. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value ${JSON.stringify(value)}`)
}
