/** Marks that end a part of a question. */
const MARKS = /[，,；;。？?！!\n]+/u
/** Words that join parts which each ask for themselves: 多少个新产品、多少项新技术. */
const JOINTS = /、|以及|还有|和|与|及/u
const ASKING = /多少|几|第几|怎么样|咋样|如何|排名|增速|占比/u
/** A list that is asked for one by one: A、B和C分别…, A、B各…. */
const ONE_BY_ONE = /^(?<list>.+?)(?<rest>分别|各自|各(?![种类市省州县区地界]).*)$/u

/** Cuts a question into the parts that ask for something or say of what; joints cut only where both sides ask. */
export function segmentsOf(text: string): string[] {
  return text.split(MARKS).filter((part) => part.trim() !== '').flatMap(splitAtAskingJoints)
}

function splitAtAskingJoints(text: string): string[] {
  const pieces = text.split(JOINTS)
  const isEach = pieces.length > 1 && pieces.every((piece) => ASKING.test(piece))
  return isEach ? pieces : [text]
}

/** The members of a list that is asked for one by one, each with what is asked of all; undefined for other texts. */
export function listMembers(text: string): string[] | undefined {
  const { list = '', rest = '' } = ONE_BY_ONE.exec(text)?.groups ?? {}
  const members = list.split(JOINTS).filter((member) => member.trim() !== '')
  return members.length > 1 ? members.map((member) => `${member} ${rest}`) : undefined
}
