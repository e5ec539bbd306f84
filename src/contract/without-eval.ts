import { z } from 'zod'

/**
 * For pages, before anything else is imported: zod otherwise tries once whether it may compile functions from text. Their content
 * policy refuses that, and reports every attempt.
 */
z.config({ jitless: true })
