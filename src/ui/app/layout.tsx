import { Outlet } from '@tanstack/react-router'
import { SeriesJobProvider } from '../compare/series-job.tsx'
import { FolderDrop } from '../import/folder-drop.tsx'
import { ImportJobProvider } from '../import/import-job.tsx'
import { Toaster } from '../parts/toaster.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { LeftOutNotice } from './left-out-notice.tsx'
import { Rail } from './rail.tsx'
import './layout.css'

/** The frame around every screen. */
export function Layout() {
  return (
    <ImportJobProvider>
      <SeriesJobProvider>
        <div className="layout">
          <Rail />
          <div className="layout__screen">
            <ConnectionNotice />
            <LeftOutNotice />
            <Outlet />
          </div>
          <Toaster />
          <FolderDrop />
        </div>
      </SeriesJobProvider>
    </ImportJobProvider>
  )
}
