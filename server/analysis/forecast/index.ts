import { outlook } from './outlook.ts'

/** The statistics of forecasts. */
export const forecast = [outlook] as const
