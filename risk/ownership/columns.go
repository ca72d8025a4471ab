package ownership

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// A column is what a table may say about a stake.
type column uint8

const (
	holderID column = iota
	holderName
	holderKind
	holderCountry
	holderIdentifier
	holderAddress
	holderPhone
	holderEmail
	holderAccount
	heldID // the same in the same order
	heldName
	heldKind
	heldCountry
	heldIdentifier
	heldAddress
	heldPhone
	heldEmail
	heldAccount
	shareColumn
	lowColumn
	highColumn
	kindColumn
	groupColumn
	fromColumn
	toColumn
	sourceColumn
	columns
)

// columnNames are the names in the documented header.
var columnNames = [columns]string{
	"holder", "holder_name", "holder_kind", "holder_country", "holder_identifier", "holder_address", "holder_phone", "holder_email", "holder_account",
	"held", "held_name", "held_kind", "held_country", "held_identifier", "held_address", "held_phone", "held_email", "held_account",
	"share", "share_min", "share_max", "kind", "group", "from", "to", "source",
}

func (c column) String() string { return columnNames[c] }

// A side is the columns of one end of a stake.
type side struct {
	id, name, kind, country, identifier, address, phone, email, account column
}

var (
	holderSide = side{holderID, holderName, holderKind, holderCountry, holderIdentifier, holderAddress, holderPhone, holderEmail, holderAccount}
	heldSide   = side{heldID, heldName, heldKind, heldCountry, heldIdentifier, heldAddress, heldPhone, heldEmail, heldAccount}
)

// more are the columns that few tables have.
func (s side) more() []column { return []column{s.identifier, s.address, s.phone, s.email, s.account} }

// synonyms are other names of the columns, folded. A word that says who and not by what number is a column of names.
var synonyms = map[column][]string{
	holderID:    {"holder_id", "owner_id", "shareholder_id", "parent_id", "id_holder", "id_titular", "titular_id", "id_propietario", "id_accionista", "id_socio", "id_acionista"},
	holderName:  {"owner", "owner_name", "shareholder", "shareholder_name", "parent", "propietario", "dueno", "accionista", "socio", "titular", "beneficiario_final", "nombre_accionista", "nombre_socio", "acionista", "proprietario", "nome_socio", "nome_acionista"},
	heldID:      {"held_id", "company_id", "asset_id", "subsidiary_id", "issuer_id", "id_empresa", "id_sociedad", "empresa_id", "id_sociedade"},
	heldName:    {"company", "company_name", "asset", "subsidiary", "issuer", "empresa", "sociedad", "compania", "filial", "participada", "razon_social", "nombre_empresa", "sociedade", "investida", "razao_social", "nome_empresa"},
	shareColumn: {"percent", "percentage", "pct", "stake", "ownership", "porcentaje", "porcentaje_de_participacion", "porcentaje_participacion", "participacion", "percentual", "participacao", "percentual_de_participacao"},
	lowColumn:   {"min", "minimum", "share_minimum", "minimo", "minima"},
	highColumn:  {"max", "maximum", "share_maximum", "maximo", "maxima"},
	kindColumn:  {"type", "interest", "interest_type", "tipo", "clase", "classe", "tipo_de_participacion", "natureza"},
	groupColumn: {"joint_arrangement", "grupo", "acuerdo", "acordo"},
	fromColumn:  {"start", "start_date", "since", "desde", "inicio", "fecha_inicio", "fecha_de_inicio", "data_inicio", "data_de_inicio"},
	toColumn:    {"end", "end_date", "until", "hasta", "fin", "fecha_fin", "fecha_de_fin", "fim", "ate", "data_fim", "data_de_fim"},

	sourceColumn: {"fuente", "fonte"},
}

// sideWords translate the second half of names such as "holder_country" or "pais_accionista".
var sideWords = map[string]string{
	"pais": "country", "type": "kind", "tipo": "kind", "id_number": "identifier", "tax_id": "identifier", "identificador": "identifier",
	"identificacion": "identifier", "identificacao": "identifier", "nit": "identifier", "rif": "identifier", "ruc": "identifier",
	"direccion": "address", "endereco": "address", "domicilio": "address", "telefono": "phone", "telefone": "phone",
	"correo": "email", "cuenta": "account", "conta": "account",
}

func columnOf(header string) (column, bool) {
	name := strings.Join(strings.FieldsFunc(fold(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "_")
	if strings.TrimSpace(header) == "%" {
		return shareColumn, true
	}
	for end := range 2 {
		prefix := columnNames[heldID*column(end)] + "_"
		if what, ok := strings.CutPrefix(name, prefix); ok && sideWords[what] != "" {
			name = prefix + sideWords[what]
		}
	}
	if i := slices.Index(columnNames[:], name); i >= 0 {
		return column(i), true
	}
	for c, others := range synonyms {
		if slices.Contains(others, name) {
			return c, true
		}
	}
	return 0, false
}

// kindWords are the kinds of stake as people write them.
var kindWords = map[string]Kind{
	"share": Shares, "equity": Shares, "capital": Shares, "shareholding": Shares, "acciones": Shares, "accionista": Shares, "acoes": Shares,
	"cuotas": Shares, "quotas": Shares, "socio": Shares, "participacion": Shares, "participacao": Shares,
	"vote": Votes, "voting": Votes, "voting rights": Votes, "votos": Votes, "derechos de voto": Votes, "direitos de voto": Votes,
	"board appointment": Board, "directorio": Board, "junta directiva": Board, "conselho": Board,
	"control by other means": Control, "influence": Control, "controle": Control,
	"beneficial owner": Beneficial, "beneficiario": Beneficial, "beneficiario final": Beneficial, "beneficiario real": Beneficial,
	"prestanombre": Nominee, "testaferro": Nominee, "laranja": Nominee,
	"trustee": Trust, "settlor": Trust, "fideicomiso": Trust, "fiduciario": Trust, "fideicomiso fiduciario": Trust,
	"conjunto": Joint, "conjunta": Joint, "copropiedad": Joint,
	"director": Officer, "manager": Officer, "representante": Officer, "representante legal": Officer, "legal representative": Officer,
	"administrador": Officer, "gerente": Officer, "diretor": Officer,
	"signer": Signatory, "firmante": Signatory, "apoderado": Signatory, "procurador": Signatory,
}

// kindOf reads a kind; a word nobody knows stays as it is, and the graph reports it.
func kindOf(text string) Kind {
	if text == "" {
		return Shares
	}
	word := fold(text)
	if k, ok := kindWords[word]; ok {
		return k
	}
	if k := Kind(word); kindNumber(k) != 0 {
		return k
	}
	return Kind(text)
}

var unknownWords = []string{"unknown", "n/a", "na", "n/d", "nd", "-", "desconocido", "desconocida", "no disponible", "desconhecido", "desconhecida"}

var partyKinds = map[string]screening.Kind{
	"person": screening.Person, "individual": screening.Person, "natural": screening.Person, "natural person": screening.Person,
	"persona": screening.Person, "persona natural": screening.Person, "persona fisica": screening.Person, "pessoa fisica": screening.Person,
	"organization": screening.Organization, "organisation": screening.Organization, "company": screening.Organization,
	"entity": screening.Organization, "legal": screening.Organization, "legal person": screening.Organization, "empresa": screening.Organization,
	"sociedad": screening.Organization, "persona juridica": screening.Organization, "persona moral": screening.Organization,
	"pessoa juridica": screening.Organization, "trust": screening.Organization, "fund": screening.Organization, "state": screening.Organization,
	"vessel": screening.Vessel, "buque": screening.Vessel, "aircraft": screening.Aircraft, "aeronave": screening.Aircraft,
}

// fold lowers case and takes accents off.
func fold(s string) string {
	s = strings.TrimSpace(s)
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return strings.ToLower(s)
	}
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return strings.ToLower(s)
	}
	return strings.ToLower(plain)
}

// identifiers reads the identifier, telephone, e-mail and account of one side.
func (t *table) identifiers(b *builder, row *feed.Row, side side, p *screening.Party) {
	country := ""
	if len(p.Countries) > 0 {
		country = p.Countries[0]
	}
	for _, c := range []struct {
		column
		schemes []identifier.Scheme
	}{
		{side.identifier, nil},
		{side.phone, []identifier.Scheme{identifier.Phone}},
		{side.email, []identifier.Scheme{identifier.Email}},
		{side.account, []identifier.Scheme{identifier.IBAN, identifier.Account}},
	} {
		text := t.cell(row, c.column)
		if text == "" {
			continue
		}
		id, ok := readIdentifier(country, text, c.schemes)
		if !ok {
			b.issue(row.Line, p.ID, c.column.String(), text, "not understood, kept as it is; write the scheme before the number, as VE-RIF:J298765434, or give the country")
		}
		p.Identifiers = union(p.Identifiers, []identifier.ID{id})
	}
}

// readIdentifier reads a number as the first scheme that it fits; without a scheme, as the number says itself
// ("VE-RIF:J298765434") or as it looks in the country. It returns what was written where nothing fits.
func readIdentifier(country, text string, schemes []identifier.Scheme) (identifier.ID, bool) {
	for _, s := range schemes {
		if id, err := identifier.Parse(s, country, text); err == nil {
			return id, true
		}
	}
	if schemes == nil {
		if scheme, value, ok := strings.Cut(text, ":"); ok {
			if id, err := identifier.Parse(identifier.Scheme(strings.TrimSpace(scheme)), country, value); err == nil {
				return id, true
			}
		}
		if fits := identifier.Recognize(country, text); len(fits) > 0 {
			return fits[0], true
		}
	}
	return identifier.ID{Country: country, Value: text}, false
}
