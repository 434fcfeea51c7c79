import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** What people write about; the terms in most comments first. */
export const topics = defineMetric({
  id: 'satisfaction/topics',
  title: { en: 'What people write about', 'zh-CN': '评论话题' },
  definition: {
    en:
      'Terms in the latest 20,000 comments of the period: Chinese is segmented into words (jieba; nouns, verbs, adjectives and idioms, a negation kept with its word), other scripts into words of three letters or more without stop words. ' +
      'A comment counts once for a term however often it uses it; terms in fewer than five comments are left out. ' +
      'Lean = z of the log-odds ratio between unhappy and happy comments with an informative prior (Monroe et al. 2008): above 3 blame, below −3 praise.',
    'zh-CN':
      '本期最近 2 万条评论中的词语：中文经分词（jieba；取名词、动词、形容词与成语，否定词与其后词合并），其他文字取三个字母以上且非停用词的单词。' +
      '一条评论对同一词只计一次；出现不足五条的词不列。倾向 = 不满与满意评论之间对数优势比的 z 值（信息先验，Monroe 等 2008）：大于 3 为不满，小于 −3 为称赞。',
  },
  needs: ['surveys'],
  params: {
    ...period,
    ...filter,
    limit: { kind: 'count', default: 40, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
  },
  reads: {
    mood: column('text', 'Mood', '情绪'),
    comment: column('text', 'Comment', '评论'),
    n: column('count', 'Comments', '评论数'),
  },
  columns: {
    term: column('text', 'Term', '词语'),
    comments: column('count', 'Comments', '评论数'),
    share: column('ratio', 'Share of comments', '评论占比'),
    happy: column('count', 'Happy', '满意'),
    neutral: column('count', 'Neutral', '中性'),
    unhappy: column('count', 'Unhappy', '不满'),
    lean: column('quantity', 'Lean', '倾向'),
    verdict: column('text', 'Verdict', '结论', {
      words: wordsOf('topic_verdict', ['praise', 'both', 'blame']),
    }),
    total_comments: column('count', 'Comments read', '所读评论数'),
  },
})
