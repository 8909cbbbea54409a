/** Policies and slogans. They hold a count, but nobody asks for it. */
const SLOGANS =
  '三位一体 四位一体 五位一体 六位一体 两位一体 四个全面 四个意识 四个自信 四个革命 四个伟大 四个最严 四个不摘 四个面向 ' +
  '两个维护 两个确立 两个结合 两个健康 两个毫不动摇 两个一百年 两个大局 两个没有变 三个务必 三个代表 三个区分开来 ' +
  '三个全面 五个一工程 五个一 三个一 四个一 六个一 五个一百 三大攻坚战 三大战役 新三样 老三样 八项规定 十项规定 三条红线 ' +
  '三年行动 三年行动计划 三年行动方案 五年规划 五年计划 三包 三通一平 五通一平 七通一平 四大家 四大班子'

/** Congresses of the party: 二十大 is the twentieth. */
const CONGRESSES = '十六大 十七大 十八大 十九大 九大以来 二十大 二十一大'

/** Ordinals without 第: 二次分配 is the second distribution, 二类 the second class, 二轮 the second round. */
const ORDINALS =
  '三次产业 二次产业 二次元 二次创业 二次供水 二次开发 二次分配 三次分配 二次感染 二次曲线 二次装修 二类 二轮 二元结构 三元结构 二元'

/** Places, companies and works whose names begin like a count. */
const NAMES =
  '三台县 五台县 五台山 七台河 九台区 五家渠 三门峡 三门县 三元区 六枝特区 五大连池 五峰县 五峰土家族 万家寨 八家子 十家堡 ' +
  '四棵树 三棵树 三只松鼠 七匹狼 六个核桃 九元航空 三桶油 两桶油 三个和尚 三座大山 四条屏'

/** Things that are called by a number: a battery, a vehicle, a set. */
const THINGS =
  '三元锂 三元材料 三元正极 三元前驱体 三元催化 三轮车 两轮车 四轮车 四轮驱动 三人间 二人转 两人世界 三件套 四件套 三件事 七件事 ' +
  '两回事 三伏 四人帮 百人会 三人行 三人成虎'

/** Sayings and figures of speech. */
const SAYINGS =
  '三番五次 五花八门 四通八达 一成不变 一倍率 千家万户 百家争鸣 万无一失 亿万 7×24小时 7*24小时 24小时不间断 360度 180度'

/**
 * Words in which a numeral stands before what looks like a measure word, and which count nothing. A word needs to be
 * here only where the units would take a part of it for a figure.
 */
export const IDIOMS: readonly string[] = [SLOGANS, CONGRESSES, ORDINALS, NAMES, THINGS, SAYINGS].join(' ').split(' ')
