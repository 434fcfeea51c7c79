import { outlook } from './outlook.ts'

/** Questions about the days to come. */
export const forecast = [outlook] as const
