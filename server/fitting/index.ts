import { backTest } from './back-test.ts'
import type { Fitting } from './fitting.ts'
import { leavingChance } from './leaving-chance.ts'
import { modelFit } from './model-fit.ts'
import { purchaseOutlook } from './purchase-outlook.ts'

/** How each mart with upkeep `fitted` is made, by its name. */
export const fittings: ReadonlyMap<string, Fitting> = new Map<string, Fitting>([
  ['model_fit', modelFit],
  ['purchase_outlook', purchaseOutlook],
  ['back_test', backTest],
  ['leaving_chance', leavingChance],
])
