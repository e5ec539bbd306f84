import { ShieldCheck } from 'lucide-react'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { count } from '../parts/dates.ts'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { Facts, Panel } from '../parts/panel.tsx'
import { BackupsPanel } from './backups-panel.tsx'
import { CheckPanel } from './check-panel.tsx'
import './settings-screen.css'

/** Where things are kept, how they are kept safe, what is promised, and the program's version. */
export function SettingsScreen() {
  const info = useCallQuery('app.info', {})
  return (
    <Screen crumbs={[{ words: 'Settings' }]}>
      {info.error !== null ? (
        // A catalogue that cannot be opened is what backups are for.
        <div className="settings">
          <Failure error={info.error} onRetry={() => void info.refetch()} />
          <BackupsPanel canBackUp={false} />
        </div>
      ) : info.data === undefined ? (
        <Loading words="Looking up the settings" />
      ) : (
        <div className="settings">
          <Panel title="Catalogue">
            <div className="settings__body">
              <Facts
                facts={[
                  {
                    name: 'Folder',
                    value: <span className="settings__path">{info.data.catalogueFolder}</span>,
                  },
                  { name: 'Holds', value: count(info.data.photos, 'photo') },
                ]}
              />
              <p className="settings__note">
                The catalogue keeps what is known about your photos, and small pictures of them.
              </p>
            </div>
          </Panel>
          <BackupsPanel canBackUp />
          <CheckPanel />
          <Panel title="Privacy">
            <div className="settings__body settings__promise">
              <ShieldCheck size={18} aria-hidden />
              <div>
                <p>Nothing leaves this machine: no network, no account, no statistics.</p>
                <p className="settings__note">
                  Original photos are only read. They are never changed, moved, renamed or deleted.
                </p>
              </div>
            </div>
          </Panel>
          <Panel title="About">
            <div className="settings__body">
              <Facts facts={[{ name: 'Fadeline', value: `Version ${info.data.version}` }]} />
            </div>
          </Panel>
        </div>
      )}
    </Screen>
  )
}
