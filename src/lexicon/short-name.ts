/**
 * What matches a shorter name of a place in a text, 湘西自治州 for 湘西土家族苗族自治州: the two characters that the full name
 * begins with, and what kind of place it is.
 */
export function shortNameOf(canonical: string): RegExp {
  return new RegExp(`${canonical.slice(0, 2)}\\p{L}{0,4}?(?:自治[州县区]|[州市县区盟旗])`, 'u')
}
