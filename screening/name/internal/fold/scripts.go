package fold

import (
	"strings"
	"sync"
	"unicode"
)

// fromTable romanises letter by letter; a letter without an entry is folded as it is, a mark is dropped.
func fromTable(dst []byte, word string, table map[rune]string) []byte {
	for _, r := range word {
		if s, ok := table[unicode.ToLower(r)]; ok {
			dst = append(dst, s...)
		} else if r < 0x80 {
			dst = appendLetters(dst, r)
		} else if !unicode.Is(unicode.Mn, r) {
			dst = fromDecomposed(dst, r, table)
		}
	}
	return dst
}

func fromDecomposed(dst []byte, r rune, table map[rune]string) []byte {
	var buf [16]byte
	for _, d := range string(appendLetters(buf[:0], r)) {
		if s, ok := table[d]; ok {
			dst = append(dst, s...)
		}
	}
	return dst
}

// table reads its text when it is first asked.
func table(text string) func() map[rune]string {
	return sync.OnceValue(func() map[rune]string { return pairs(text) })
}

// pairs reads "а=a б=b": a letter and how it is written in Latin letters.
func pairs(text string) map[rune]string {
	m := map[rune]string{}
	for f := range strings.FieldsSeq(text) {
		from, to, _ := strings.Cut(f, "=")
		for _, r := range from {
			m[r] = to
		}
	}
	return m
}

// The romanisations follow the passport usage that lists print most; where usages differ (y, i, j; kh, h; zh, j) the
// spelling classes of package name make them cheap.
var (
	cyrillic = table(`а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch
		ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz ѓ=g ќ=k ѕ=dz
		қ=k ң=n ө=o ү=u ұ=u һ=h ә=a ғ=g`)
	greek = table(`α=a ά=a β=v γ=g δ=d ε=e έ=e ζ=z η=i ή=i θ=th ι=i ί=i ϊ=i ΐ=i κ=k λ=l μ=m ν=n ξ=x ο=o ό=o π=p ρ=r σ=s ς=s
		τ=t υ=y ύ=y ϋ=y ΰ=y φ=f χ=ch ψ=ps ω=o ώ=o`)
	arabic = table(`ا=a أ=a إ=a آ=a ٱ=a ب=b ت=t ث=t ج=j ح=h خ=kh د=d ذ=d ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع= غ=g ف=f ق=q
		ك=k ک=k ل=l م=m ن=n ه=h ة=h و=u ؤ=u ي=i ى=a ی=i ئ=i ء= پ=p چ=ch ژ=zh گ=g ڤ=v ـ=`)
	hebrew = table(`א=a ב=b ג=g ד=d ה=h ו=u ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע= פ=f ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t`)
)

// hangul writes each syllable by the Revised Romanisation of its letters, syllables joined.
func hangul(dst []byte, word string) []byte {
	if s, ok := koreanSurnames()[word]; ok {
		return append(dst, s...)
	}
	for _, r := range word {
		if r < 0xAC00 || r > 0xD7A3 {
			continue
		}
		i := int(r - 0xAC00)
		dst = append(dst, initials[i/588]...)
		dst = append(dst, medials[i%588/28]...)
		dst = append(dst, finals[i%28]...)
	}
	return dst
}

// koreanSurnames are written by habit, not by rule.
var koreanSurnames = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho", "윤": "yoon", "장": "jang", "임": "lim",
		"한": "han", "오": "oh", "서": "seo", "신": "shin", "권": "kwon", "황": "hwang", "안": "ahn", "송": "song", "류": "ryu", "전": "jeon",
		"홍": "hong", "고": "ko", "문": "moon", "양": "yang", "손": "son", "배": "bae", "백": "baek", "허": "heo", "노": "noh", "리": "ri",
	}
})

var (
	initials = [...]string{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}
	medials  = [...]string{
		"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
	}
	finals = [...]string{
		"", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
	}
)

// kana writes Hiragana and Katakana by Hepburn.
func kana(dst []byte, word string) []byte {
	start := len(dst)
	for _, r := range word {
		if r >= 0x30A1 && r <= 0x30F6 {
			r -= 0x60
		}
		s, small := syllables()[r]
		if small && len(dst) > start && strings.HasPrefix(s, "-") {
			if dst[len(dst)-1] == 'i' {
				dst = dst[:len(dst)-1]
			}
			s = s[1:]
		}
		dst = append(dst, s...)
	}
	return dst
}

var syllables = table(`あ=a い=i う=u え=e お=o か=ka き=ki く=ku け=ke こ=ko が=ga ぎ=gi ぐ=gu げ=ge ご=go さ=sa し=shi す=su せ=se そ=so
	ざ=za じ=ji ず=zu ぜ=ze ぞ=zo た=ta ち=chi つ=tsu て=te と=to だ=da ぢ=ji づ=zu で=de ど=do な=na に=ni ぬ=nu ね=ne の=no
	は=ha ひ=hi ふ=fu へ=he ほ=ho ば=ba び=bi ぶ=bu べ=be ぼ=bo ぱ=pa ぴ=pi ぷ=pu ぺ=pe ぽ=po ま=ma み=mi む=mu め=me も=mo
	や=ya ゆ=yu よ=yo ら=ra り=ri る=ru れ=re ろ=ro わ=wa を=o ん=n ゔ=vu ゃ=-ya ゅ=-yu ょ=-yo ー= っ= ぁ=a ぃ=i ぅ=u ぇ=e ぉ=o`)

// han reads one character (the splitter makes every character a word of its own) by its commonest reading in names.
func han(dst []byte, word string) ([]byte, Script) {
	for _, r := range word {
		if s, ok := readings()[r]; ok {
			return append(dst, s...), Han
		}
	}
	return append(dst, word...), Other
}

// readings are the pinyin of frequent surnames, of characters common in given names and of company words.
var readings = table(`王=wang 李=li 张張=zhang 刘劉=liu 陈陳=chen 杨楊=yang 赵趙=zhao 黄黃=huang 周=zhou 吴吳=wu 徐=xu 孙孫=sun 胡=hu 朱=zhu
	高=gao 林=lin 何=he 郭=guo 马馬=ma 罗羅=luo 梁=liang 宋=song 郑鄭=zheng 谢謝=xie 韩韓=han 唐=tang 冯馮=feng 于=yu 董=dong 萧蕭=xiao
	程=cheng 曹=cao 袁=yuan 邓鄧=deng 许許=xu 傅=fu 沈=shen 曾=zeng 彭=peng 吕呂=lu 苏蘇=su 卢盧=lu 蒋蔣=jiang 蔡=cai 贾賈=jia 丁=ding
	魏=wei 薛=xue 叶葉=ye 阎閻=yan 余=yu 潘=pan 杜=du 戴=dai 夏=xia 钟鐘=zhong 汪=wang 田=tian 任=ren 姜=jiang 范=fan 方=fang 石=shi
	姚=yao 谭譚=tan 廖=liao 邹鄒=zou 熊=xiong 金=jin 陆陸=lu 郝=hao 孔=kong 白=bai 崔=cui 康=kang 毛=mao 邱=qiu 秦=qin 江=jiang 史=shi
	习習=xi 近=jin 平=ping 伟偉=wei 芳=fang 娜=na 敏=min 静靜=jing 丽麗=li 强強=qiang 军軍=jun 洋=yang 勇=yong 艳艷=yan 杰傑=jie 涛濤=tao
	明=ming 超=chao 秀=xiu 霞=xia 刚剛=gang 桂=gui 文=wen 玉=yu 红紅=hong 国國=guo 建=jian 华華=hua 志=zhi 海=hai 东東=dong 春=chun
	中=zhong 京=jing 上=shang 北=bei 南=nan 西=xi 香=xiang 港=gang 大=da 小=xiao 生=sheng 兴興=xing 龙龍=long 永=yong 宏=hong 德=de`)
