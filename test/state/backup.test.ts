import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { acquireLock } from '../../server/load/lock.ts'
import { makeWorkDir } from '../../server/load/process-work.ts'
import { writeBackup } from '../../server/state/backup.ts'
import { openState } from '../../server/state/state.ts'
import { emptyFolder } from '../load/loaded-chain.ts'

it('a backup made during a load does not hold up the loads of whoever restores it', async () => {
  const [state, place] = [openState(emptyFolder()), emptyFolder()]
  const lock = await acquireLock(state, 'load')
  const archive = join(place, 'backup.tar.gz')
  await writeBackup(state, archive, makeWorkDir(state.dir))
  lock.release()
  state.close()
  execFileSync('tar', ['xzf', archive, '-C', place])
  const copy = new DatabaseSync(join(place, 'state.db'))
  expect(copy.prepare('select count(*) as n from load_lock').get()).toEqual({ n: 0 })
  copy.close()
})
