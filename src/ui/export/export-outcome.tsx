import { CircleCheck, Download, FileJson, FolderOpen } from 'lucide-react'
import type { CallOutput } from '../../contract/contract.ts'
import { desktop } from '../app/desktop.ts'
import { Button } from '../parts/button.tsx'

interface Props {
  readonly output: CallOutput<'exports.create'>
  readonly onClose: () => void
  readonly onAgain: () => void
}

/** The picture was written: where it is, and how to get at it. */
export function ExportOutcome({ output, onClose, onAgain }: Props) {
  const shell = desktop()
  const { record } = output
  return (
    <div className="export">
      <div className="export__done" role="status">
        <CircleCheck size={28} strokeWidth={1.5} aria-hidden />
        <p className="export__done-title">The picture is ready</p>
        <p className="export__note">
          {record.width} × {record.height} pixels, with its record
        </p>
      </div>
      {shell === null ? (
        <div className="export__links">
          <a className="button button--primary" href={`/exports/${output.id}/picture`} download>
            <span className="button__icon">
              <Download size={16} aria-hidden />
            </span>
            Download picture
          </a>
          <a className="button" href={`/exports/${output.id}/record`} download>
            <span className="button__icon">
              <FileJson size={16} aria-hidden />
            </span>
            Download record
          </a>
        </div>
      ) : (
        <div className="export__links">
          <p className="export__file">{output.file}</p>
          <Button
            look="primary"
            icon={<FolderOpen size={16} />}
            onPress={() => void shell.revealFile(output.file)}
          >
            Show in folder
          </Button>
        </div>
      )}
      <div className="export__end">
        <Button look="quiet" onPress={onAgain}>
          Another picture
        </Button>
        <Button onPress={onClose} autoFocus>
          Done
        </Button>
      </div>
    </div>
  )
}
