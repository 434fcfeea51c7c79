export * from '../../../queries/inputs.ts'
