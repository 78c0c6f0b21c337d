import type { QualifiedName, TokenReader } from './token-reader.ts';
import { isSymbol, syntaxError } from './tokens.ts';

/** Words that name nothing unless they are quoted, https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html. */
const reservedWords: ReadonlySet<string> = new Set(
  `
  aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64 backup between binary
  blanksasnull both bytedict bzip2 case cast check collate column constraint create credentials cross current_date
  current_time current_timestamp current_user current_user_id default deferrable deflate defrag delta delta32k desc
  disable distinct do else emptyasnull enable encode encrypt encryption end except explicit false for foreign freeze from
  full globaldict256 globaldict64k grant group gzip having identity ignore ilike in initially inner intersect interval
  into is isnull join language leading left like limit localtime localtimestamp lun luns lzo lzop minus mostly13 mostly32
  mostly8 natural new not notnull null nulls off offline offset oid old on only open or order outer overlaps parallel
  partition percent permissions placing primary raw readratio recover references rejectlog resort respect restore right
  select session_user similar snapshot some sysdate system table tag tdes text255 text32k then timestamp to top trailing
  true truncatecolumns union unique user using verbose wallet when where with without qualify`
    .trim()
    .split(/\s+/),
);

/** True for a word that Redshift keeps for its grammar. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word);
}

/**
 * Reads the name of something that is about to be made.
 *
 * @throws SqlError at a reserved word that is not quoted.
 */
export function readNewName(reader: TokenReader): string {
  refuseReservedWord(reader, 0);
  return reader.name();
}

/**
 * Reads the name of a table, view or function that is about to be made.
 *
 * @throws SqlError at a reserved word that is not quoted.
 */
export function readNewQualifiedName(reader: TokenReader): QualifiedName {
  refuseReservedWord(reader, isSymbol(reader.peek(1), '.') ? 2 : 0);
  return reader.qualifiedName();
}

function refuseReservedWord(reader: TokenReader, ahead: number): void {
  const token = reader.peek(ahead);
  if (token && token.kind === 'word' && isReserved(token.value)) throw syntaxError(token.value, token.start);
}
