/**
 * What of Cyrillic, Greek and other letters is drawn as a Latin one: the part of UTS #39's table that a pattern of a number series can hold
 * after NFKC, which takes care of full-width, mathematical and circled ones.
 */
const LOOK_ALIKES = `
А=A В=B Е=E Ё=Ë З=3 Ѕ=S І=I Ї=Ï Ј=J К=K Ҝ=K М=M Н=H О=O Р=P С=C Т=T У=Y Ү=Y Х=X Һ=h Ԛ=Q Ԝ=W Ԍ=G Ь=b Ӏ=l Б=6 Ԁ=d Ꮯ=C
а=a в=B г=r е=e ё=ë ѕ=s і=i ї=ï ј=j к=k м=M н=H о=o п=n р=p с=c т=T у=y ү=y х=x һ=h ԛ=q ԝ=w ԁ=d ѵ=v ь=b ӏ=l г=r ё=ë з=3 б=6
Α=A Β=B Ε=E Ζ=Z Η=H Ι=I Κ=K Μ=M Ν=N Ο=O Ρ=P Τ=T Υ=Y Χ=X Ϲ=C Ϳ=J
α=a β=ß γ=y ε=e ι=i κ=k ν=v ο=o ρ=p σ=o τ=t υ=u χ=x ω=w ϲ=c ϳ=j
Ա=U Օ=O օ=o ո=n ս=u հ=h ց=g զ=q յ=j Տ=S Լ=L
ı=i ȷ=j ɑ=a ɡ=g ɩ=i ɪ=i ʏ=y ᴄ=c ᴏ=o ᴠ=v ᴡ=w ᴢ=z ꜱ=s ℓ=l ꓲ=I ꓳ=O ꓮ=A ꓐ=B ꓚ=C ꓰ=E ꓖ=G ꓧ=H ꓙ=J ꓗ=K ꓡ=L ꓟ=M ꓠ=N ꓑ=P ꓣ=R ꓢ=S ꓔ=T ꓴ=U ꓦ=V ꓪ=W ꓫ=X ꓬ=Y ꓜ=Z
ǀ=l ا=l ٱ=l ו=l ן=l ⵏ=l ס=o ه=o о=o 〇=O ߀=O ဝ=o ০=O ੦=O ౦=o ೦=o ൦=o
`;

const LATIN = new Map(
  LOOK_ALIKES.trim()
    .split(/\s+/)
    .map((pair) => {
      const [from = "", to = ""] = pair.split("=");
      return [from, to] as const;
    }),
);

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
const DASHES = /[\p{Pd}\u2212\u30fc]/gu;

const latin = (text: string): string =>
  [...text.normalize("NFKC").replace(UNSEEN, "").replace(DASHES, "-").replace(/\s+/gu, " ")]
    .map((char) => LATIN.get(char) ?? char)
    .join("")
    .normalize("NFC");

/**
 * What a text looks like (after UTS #39, 4), once as it is drawn, once without case: two texts that share one of the two are not told
 * apart, by an eye or by a file system. Not for showing.
 */
export function skeletonsOf(text: string): readonly [drawn: string, folded: string] {
  const plain = latin(text);
  const drawn = plain.replace(/[I1|]/g, "l").replace(/0/g, "O");
  return [drawn, latin(plain.toUpperCase()).toLowerCase()];
}

export function looksLike(one: string, other: string): boolean {
  const [ofOne, ofOther] = [skeletonsOf(one), skeletonsOf(other)];
  return ofOne.some((skeleton, i) => skeleton === ofOther[i]);
}
