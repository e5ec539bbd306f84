/** The names under which the window and the main process speak; the main process checks the sender of each. */
export const CHANNELS = {
  chooseFolder: 'fadeline:choose-folder',
  chooseSaveFile: 'fadeline:choose-save-file',
  revealFile: 'fadeline:reveal-file',
  setFullScreen: 'fadeline:set-full-screen',
  /** The page is ready to receive a port to the backend. */
  wantBackend: 'fadeline:want-backend',
  /** A port to the backend, for the page. */
  backendPort: 'fadeline:backend-port',
} as const
