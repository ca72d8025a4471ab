package identifier

// Honduras. RTN: Servicio de Administración de Rentas; DNI: Registro Nacional de las Personas. No check digit is published. A
// natural person's RTN is the DNI and one digit; a legal person's has a 9 in the fifth place.
func honduras() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "HN-RTN", Country: "HN", Title: "a Honduran RTN", Person: true, Organization: true, Pattern: `(0[1-9]|1[0-8])\d{2}(19|20|9\d)\d{8}`,
			Check: "unpublished", Source: "SAR", SourceDate: "2026-11",
		},
		labels: []string{"RTN"}, official: true,
		link: func(v string) (Scheme, string, bool) { return "HN-DNI", v[:13], v[4] != '9' },
	}, {
		Definition: Definition{
			Scheme: "HN-DNI", Country: "HN", Title: "a Honduran DNI", Person: true, Pattern: `(0[1-9]|1[0-8])\d{2}(19|20)\d{7}`,
			Check: "none; department and year of birth", Source: "RNP", SourceDate: "2026-11",
		},
		labels: []string{"DNI", "IDENTIDAD", "TARJETA DE IDENTIDAD"}, official: true,
	}}
}
