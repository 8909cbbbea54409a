/** Words that are no question, and the fixed words that go back. A text must match as a whole. */
const SMALL_TALK: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:你好|您好|大家好|嗨|哈喽|哈啰|hi|hello|hey|早|早上好|上午好|中午好|下午好|晚上好|在吗|在么|有人吗)$/iu,
    '你好，我是报数。发来想查的数字，例如“固定资产投资增长多少”，我用资料里的原文回答。',
  ],
  [/^(?:(?:非常|太|多)?(?:感谢|谢谢|多谢|谢了|谢啦|辛苦)(?:你|您|了|啦)?|thanks?|thank you)$/iu, '不客气。'],
  [/^(?:再见|拜拜|拜|bye|晚安|回头见)$/iu, '再见，有数字要查随时找我。'],
  [
    /^(?:好|好的|好吧|嗯+|哦+|行|可以|知道了|明白了?|收到|ok|okay|对|是的|不错|厉害|棒)$/iu,
    '好的。还想查什么，直接发来就行。',
  ],
  [
    /^(?:你是谁|你是什么|你叫什么(?:名字)?|你能做什么|你会什么|你有什么用|怎么用你?|介绍一下(?:你)?自己)$/u,
    '我是报数，只用资料里的原文和数字回答，每个数字都带出处。发送“帮助”看用法，发送“来源”看有哪些资料。',
  ],
]

/** The reply to a greeting, thanks or the like; undefined for everything else. */
export function smallTalkFor(text: string): string | undefined {
  const bare = text.trim().replace(/(?<![\s。！？!?，,~～…呀啊呢哈])[\s。！？!?，,~～…呀啊呢哈]+$/u, '')
  return SMALL_TALK.find(([pattern]) => pattern.test(bare))?.[1]
}
