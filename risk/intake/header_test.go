package intake

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func testVocabulary(t testing.TB) *vocabulary {
	t.Helper()
	v, err := readVocabulary(vocabularyFile)
	require.NoError(t, err)
	return v
}

func TestHeaders(t *testing.T) {
	v := testVocabulary(t)
	for _, c := range []struct{ header, field, reason string }{
		{"Razón Social", "name", "Spanish"},
		{"RAZON_SOCIAL", "name", "without accent, as databases have it"},
		{"razãoSocial", "name", "Portuguese, in camelCase"},
		{"Nombre o Razón Social", "name", "two ways to say the same"},
		{"Nombre del proveedor", "name", "the counterparty as owner of the name"},
		{"tenderer.name", "name", "a path of open contracting"},
		{"GANADOR", "name", "the word for the counterparty alone"},
		{"Fornecedor", "name", "Portuguese"},
		{"Nome fantasia", "trade name", "Brazil's trade name"},
		{"Nombre de fantasía", "trade name", "Argentina's trade name"},
		{"R.U.C.", "identifier *-RUC", "points between the letters"},
		{"RUC proveedor", "identifier *-RUC", "whose number"},
		{"CNPJ/CPF", "tax id", "one column for both"},
		{"C.N.P.J.", "identifier BR-CNPJ", "points"},
		{"RFC", "identifier MX-RFC", ""},
		{"N° de identificación fiscal", "tax id", "the sign for number"},
		{"Tax ID (RFC/CNPJ/NIT)", "tax id", "one column for several numbers"},
		{"ID del accionista 1", "owner 1 tax id", "the number of somebody beside"},
		{"Titular de la cuenta", "agent name", "who is paid"},
		{"NIT / Cédula", "tax id", "either of two numbers"},
		{"Tipo de documento", "id type", "not a kind of party"},
		{"País de constitución", "country", "articles do not matter"},
		{"Fecha de nacimiento", "born", ""},
		{"Data de Nascimento", "born", ""},
		{"Accionista 2", "owner 2 name", "numbered"},
		{"% Participación Accionista 2", "owner 2 share", "number and sign"},
		{"owner1Share", "owner 1 share", "camelCase with a digit"},
		{"Nombre del beneficiario final 3", "owner 3 name", ""},
		{"CPF do sócio 1", "owner 1 identifier BR-CPF", "a number of somebody beside"},
		{"Representante Legal", "signatory name", ""},
		{"Documento del representante legal", "signatory tax id", ""},
		{"Nacionalidad representante legal", "signatory nationality", ""},
		{"Gerente General", "officer name", ""},
		{"Banco", "bank name", ""},
		{"País del banco", "bank country", ""},
		{"SWIFT", "identifier BIC", "given to the bank when the table has one"},
		{"Buque", "vessel name", ""},
		{"Matrícula de la aeronave", "identifier AIRCRAFT", "given to the aircraft"},
		{"Rol", "role", ""},
		{"Dirección", "address", ""},
		{"UF", "subdivision", "Brazil's states"},
		{"Nombre anterior", "former name", ""},
		{"Apellido paterno", "surname", ""},
	} {
		p := v.parseHeader(c.header)
		require.True(t, p.known, "%q: %s", c.header, c.reason)
		require.Equal(t, c.field, p.String(), "%q: %s", c.header, c.reason)
	}
}

func TestHeadersThatAreNotKnown(t *testing.T) {
	v := testVocabulary(t)
	for _, c := range []struct{ header, reason string }{
		{"", "nothing"},
		{"RUC ENTIDAD", "the buyer's number"},
		{"ENTIDAD_CONVOCANTE", "the buyer"},
		{"tipo_de_contrato", "a type, but not of the party"},
		{"Nombre del producto", "a name, but not of a party"},
		{"fecha de firma", "a date, but of what we do not keep"},
		{"observaciones", "free text"},
		{"Ventas 2023", "a year is no number of an owner"},
		{"Matrícula", "of an aircraft, or in a register of companies?"},
		{"Name 2", "the second name of whom?"},
		{"Accionista representante", "two relations at once"},
		{"País dirección", "two attributes at once"},
	} {
		require.False(t, v.parseHeader(c.header).known, "%q: %s", c.header, c.reason)
	}
}

func TestTargetsReadBack(t *testing.T) {
	v := testVocabulary(t)
	for _, text := range []string{"name", "trade name", "tax id", "owner 2 share", "bank country", "identifier VE-RIF", "owner 1 identifier BR-CPF", "born dmy", "signatory born mdy", "ignore", "aircraft identifier AIRCRAFT"} {
		target, err := v.parseTarget(text, nil)
		require.NoError(t, err)
		require.Equal(t, text, target.String())
	}
	for text, want := range map[string]string{
		"nombre":          "name",
		"accionista 3":    "owner 3 name",
		"-":               "ignore",
		"name dmy":        "only a date",
		"colour":          "not a field",
		"fact cash_share": "no methodology",
		"fact 99 x":       "not a row number",
		"fact":            "write the name of one fact",
	} {
		target, err := v.parseTarget(text, nil)
		if err != nil {
			require.ErrorContains(t, err, want, text)
			continue
		}
		require.Equal(t, want, target.String(), text)
	}
}

func TestVocabularyRefusesContradictions(t *testing.T) {
	_, err := readVocabulary("use,meaning,language,phrases\nrelation,owner,es,socio\nrelation,officer,es,Socio\n")
	require.ErrorContains(t, err, `relation "Socio" means both "owner" and "officer"`)
	_, err = readVocabulary("use,meaning,language,phrases\nrelation,owner\n")
	require.ErrorContains(t, err, "line 2")
}

func FuzzParseHeader(f *testing.F) {
	for _, s := range []string{"Razón Social", "% Participación Accionista 2", "owner1Share", "N°", "\xff"} {
		f.Add(s)
	}
	v := testVocabulary(f)
	f.Fuzz(func(t *testing.T, header string) {
		p := v.parseHeader(header)
		if !p.known {
			return
		}
		back, err := v.parseTarget(p.String(), nil)
		require.NoError(t, err, "%q became %q", header, p.String())
		require.Equal(t, p.target, back, "%q became %q", header, p.String())
	})
}
