import { concentration } from './concentration.ts'
import { customerScores } from './customer_scores.ts'
import { valueGroups } from './groups.ts'
import { lorenz } from './lorenz.ts'
import { valueMigration } from './migration.ts'
import { rfmGrid } from './rfm_grid.ts'
import { rfmScores } from './rfm_scores.ts'
import { valueSegments } from './segments.ts'
import { valueTiers } from './tiers.ts'

/** Questions about what customers are worth. */
export const value = [
  rfmGrid,
  rfmScores,
  valueGroups,
  valueSegments,
  valueTiers,
  valueMigration,
  lorenz,
  concentration,
  customerScores,
] as const
