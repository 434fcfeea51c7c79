import { alive } from './alive.ts'
import { backtest } from './backtest.ts'
import { calibration } from './calibration.ts'
import { clv } from './clv.ts'
import { gate } from './gate.ts'
import { model } from './model.ts'

/** What customers will do: how it is predicted, how well, and what follows. */
export const prediction = [gate, model, backtest, calibration, alive, clv] as const
