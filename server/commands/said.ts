import { Help } from 'commander'
import { languageOfTerminal } from '../config.ts'

/** The one of two texts that is in the terminal's language. */
export const said = (en: string, zh: string): string => (languageOfTerminal() === 'en' ? en : zh)

/** `--data-dir`, which every command that looks at data takes. */
export const dataDirOption = [
  '--data-dir <folder>',
  said(
    'folder of the chain’s data (default: DATA_DIR or ./data)',
    '存放数据的文件夹（默认：DATA_DIR 或 ./data）',
  ),
] as const

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

/** How help is laid out: the titles and remarks that commander adds by itself, in the terminal's language. */
export const helpWords: Partial<Help> = {
  styleTitle: (title) => said(title, titles[title] ?? title),
  optionDescription(option) {
    const text = Help.prototype.optionDescription.call(this, option)
    return said(text, text.replace('(choices: ', '(可选：').replace(/(\(|, )default: /, '$1默认：'))
  },
}
