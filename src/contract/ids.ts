import { z } from 'zod'

// Ids are integers in the catalogue and branded here, so that a client's id cannot be passed for a photo's.
const id = z.int().positive()

export const ClientId = id.brand<'ClientId'>()
export type ClientId = z.infer<typeof ClientId>
export const VisitId = id.brand<'VisitId'>()
export type VisitId = z.infer<typeof VisitId>
export const PhotoId = id.brand<'PhotoId'>()
export type PhotoId = z.infer<typeof PhotoId>
export const ImportId = id.brand<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>
export const ClockShiftId = id.brand<'ClockShiftId'>()
export type ClockShiftId = z.infer<typeof ClockShiftId>
export const ExportId = id.brand<'ExportId'>()
export type ExportId = z.infer<typeof ExportId>
