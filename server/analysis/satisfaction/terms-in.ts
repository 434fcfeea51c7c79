import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

let segmenter: Jieba | undefined

const scripts = /\p{Script=Han}+|[\p{L}\p{M}'’]+/gu
const chinese = /^\p{Script=Han}/u
/** Parts of speech that name or judge something: nouns, verbs, adjectives, idioms, set phrases. */
const telling = /^(n|v|a|i|l|j|z)/
const negations = new Set(['不', '没', '没有', '无', '未', '别', '不够', '不太', '不是', '太'])
const empty_words = new Set(
  '可以 没有 觉得 感觉 东西 时候 知道 没什么 有点 还有 就是 不是 这样 一样 应该 需要 可能 希望 一直 起来 出来 有人 问题 一下 真的 不会 不能 不到 没法 看到 发现 现在 进行 以后 的话'.split(
    ' ',
  ),
)
const stop_words = new Set(
  `the and for are was were but not you all any can had her his has have him how its may new now one our out she too who why will with this that they them then than from been when what your just very also into only some more most much such over after before because about there their these those would could should did does doing don't didn't isn't wasn't it's i'm i've we've get got really even still being which while where each both other own same here again once myself yourself
  que para com não uma mas por dos das foi muito mais meu minha pelo pela como são ele ela isso esse essa este esta sem nos nas seu sua tem ter está ainda pois quando já também até`.split(
    /\s+/,
  ),
)

/** The terms of a comment, each once. Chinese and other scripts may stand side by side. */
export function termsIn(comment: string): ReadonlySet<string> {
  const terms = new Set<string>()
  for (const [run] of comment.matchAll(scripts)) {
    if (chinese.test(run)) for (const term of chineseTerms(run)) terms.add(term)
    else if (isWord(run.toLowerCase())) terms.add(run.toLowerCase())
  }
  return terms
}

const isWord = (word: string) => word.length > 2 && !stop_words.has(word)

/** Words that say something, a negation or “too” joined with the word it bears on. */
function chineseTerms(run: string): string[] {
  segmenter ??= Jieba.withDict(dict)
  const terms: string[] = []
  let before = ''
  for (const { word, tag } of segmenter.tag(run, true)) {
    if (negations.has(word)) before = word.length === 1 ? word : ''
    else {
      const term = before && telling.test(tag) ? before + word : word
      if (telling.test(tag) && term.length > 1 && !empty_words.has(term)) terms.push(term)
      before = ''
    }
  }
  return terms
}
