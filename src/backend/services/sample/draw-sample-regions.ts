import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Polygon } from '../../../contract/geometry.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/** By the photo's path inside the sample clinic. */
const SampleRegions = z.record(
  z.string(),
  z.strictObject({ treated: z.array(Polygon), bare: z.array(Polygon) }),
)

/** Where the sample clinic stands inside the program's resources. */
export function sampleClinicFolder(resourcesFolder: string): string {
  return join(resourcesFolder, 'sample-clinic')
}

/** Draws the sample's regions where the user has drawn none, so that its fade can be seen at first look. */
export async function drawSampleRegions(catalogue: Catalogue, resourcesFolder: string): Promise<void> {
  const text = await readFile(join(resourcesFolder, 'sample-clinic-regions.json'), 'utf8')
  const regions = SampleRegions.parse(JSON.parse(text))
  const photos = new Map(catalogue.photos.list({}).map((photo) => [photo.file, photo]))
  for (const [path, drawn] of Object.entries(regions)) {
    const photo = photos.get(join(sampleClinicFolder(resourcesFolder), path))
    if (photo !== undefined && !photo.hasRegions) catalogue.fade.setRegions({ photo: photo.id, ...drawn })
  }
}
