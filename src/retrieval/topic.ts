import type { Span } from '../span.ts'

/** Words that ask, point, join or report and name nothing. Longer ones stand first. */
const FUNCTION_WORDS = new RegExp(
  [
    '请问一?下?|请教一?下?|请告诉我|告诉我|麻烦你?|帮我|帮忙|查询?一?下|查查|看一?下|(?:我|俺)?想(?:要)?(?:知道|了解|问问?)(?:一下)?|问一?下|说说|讲讲|一下',
    '是多少|有多少|多少|百分之几|几何|怎么样|怎样|咋样|如何|情况|什么|哪些|哪个|哪年|来着|那边|那个|这个|这里|那里',
    '谁[更最]?[高低多少大小快慢]|哪个[更最]?[高低多少大小快慢]|是涨是跌|是增是减|是升是降|涨没涨|涨了没有?|跌了没有?|是不是|是否|有没有|能不能|的话|以及|还有|并且|而且|或者|分别|各自|一共|总共|合计|总计|用时|耗时|历时|用了|花了|需要',
    '手里|手上|手头|列出|列一下|列举|历年|逐年|逐一|换成|大概|大约|左右|目前|现在|当前|如今|到现在|截至|截止',
    '(?:[位列排]?居|(?<![安编])排|位?(?<![班系序陈专阵])列)(?=\\s)|(?<=\\s)各?(?:城市|省份|省区市|地州市?|市州|县市区?)(?=\\s|$)|对(?:地区|国内)?(?:经济|GDP|生产总值)(?=\\s|$|增长)|相比|相较|突破(?!口|性)|各(?:省区市|地州市|市州|州市|地市|县市区|区县|市县|县区|[省市州县区](?!级))|还(?=存栏|出栏|剩|在|能|会|有|要)|该[省市州县区]|当地|该地',
    '(?<!\\p{L})(?:[省市州县区盟旗]?本级|[省市州县区]级|[省市州]直)(?=$|[^\\p{L}])|(?:之|当)?中(?=\\s|$)|里面|里(?!程|约|昂|海|奥|斯|耶|尔)|(?:拿|花|用|做|搞|弄)(?:到了?|了|出了?)|占了',
    '(?<![产功性储节智动热势效职光电风核氢才技])能(?=到|达|有)|预计|力争|控制(?=在)|以内|已经|具体|究竟|到底|大致|数据(?!中心|局|资源|集团|产业|交易|标注|安全|要素)|数字(?!经济|化|产业|政府|乡村|人民币|技术|中国)|数值|数额|数量|总?金额|总量|总额|资料|报告|报道|文章|文中|其中|达到|共有|全部|整个|可以|能够|呈现|水平',
    '完成(?!数|率|度)|实现(?!率)|(?:得|涨|跌)?(?:离谱|厉害|很猛|不少|挺[多快猛])|一年(?:下来|到头|里|内)?|每年|年均|平均每年|最新|最近',
  ].join('|'),
  'gu',
)
/** What stands alone beside a time that was taken out: 8月9日起. */
const REMAINDERS = /^[起前后初末底间时止内]$/u
/** By what a price is given. */
const EACH_UNIT = /每(?:吨|升|公斤|斤|千瓦时|度|平方米|平米|亩|人|月|天|户|股|桶|克|件|辆|名)$/u

/** Single characters that never stand inside a name that counts: particles, pronouns, question words. */
const PARTICLES = /[的了吗嘛呢吧啊呀哦么哪几啥咋各]|(?<![平人户年月日亩])均(?![价衡匀值线])/gu

/** Characters that join or point where they begin or end a run, but stand inside names as well (达州, 有色, 同业). */
const EDGE_PARTICLES =
  /^到(?![港位期访货账岗户校站达])|^[是有为在和与及跟同并或又也都还就才只那这达共占约比被把将要会用从对给让去来我你他它较]+|(?<![惠普涉危遍触波顾])及$|[是有为在和与跟同并或又也都还就才只达共占约要了到没后较对]+$|(?<![产功性储节智动热势效职光电风核氢才技])能$|(?<![社协工大商学展议])会$|(?<![占同环对之入])比$/gu

/** What is left of a text when everything that was understood and every function word is taken out, in pieces. */
export function topicOf(text: string, understood: readonly Span[]): string {
  return blanked(text, understood)
    .replace(FUNCTION_WORDS, ' ')
    .replace(PARTICLES, ' ')
    .replace(/[^\p{L}\p{N}.%]+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(EACH_UNIT, '').replace(EDGE_PARTICLES, ''))
    .filter((word) => word !== '' && !REMAINDERS.test(word))
    .join(' ')
}

/** The text with blanks where the spans are; offsets stay. */
function blanked(text: string, spans: readonly Span[]): string {
  let rest = text
  for (const { start, end } of spans) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  return rest
}
