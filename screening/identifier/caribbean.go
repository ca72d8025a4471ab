package identifier

// The Caribbean and the Guianas publish no check digits. Where the pattern is only a few digits (Aruba, Curaçao, British Virgin
// Islands) agreement is weak: a serial number says little without the name.

func haiti() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "HT-NIF", Country: "HT", Title: "a Haitian NIF", Person: true, Organization: true, Pattern: `\d{10}`,
			Check: "not public", Source: "DGI", SourceDate: "2026-11",
		},
		labels: []string{"NIF", "NIU", "CIN"}, official: true, shared: repeated,
	}}
}

func jamaica() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "JM-TRN", Country: "JM", Title: "a Jamaican TRN", Person: true, Organization: true, Pattern: `[01]\d{8}`,
			Check: "not public", Source: "Tax Administration Jamaica", SourceDate: "2026-11",
		},
		labels: []string{"TRN"}, official: true, shared: repeated,
	}}
}

func trinidad() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "TT-ID", Country: "TT", Title: "a national identity number of Trinidad and Tobago", Person: true,
			Pattern: `(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}`, Check: "none; begins with the birth date",
			Source: "Elections and Boundaries Commission", SourceDate: "2026-11",
		},
		official: true,
	}}
}

func belize() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "BZ-TIN", Country: "BZ", Title: "a Belizean TIN", Person: true, Organization: true, Pattern: `\d{6}(10|13|66)`,
			Check: "none", Source: "Belize Tax Service", SourceDate: "2026-11",
		},
		labels: []string{"TIN"}, official: true,
	}}
}

func guyana() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "GY-TIN", Country: "GY", Title: "a Guyanese TIN", Person: true, Organization: true, Pattern: `\d{9}`,
			Check: "not public", Source: "Guyana Revenue Authority", SourceDate: "2026-11",
		},
		labels: []string{"TIN"}, official: true, shared: repeated,
	}}
}

func barbados() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "BB-TIN", Country: "BB", Title: "a Barbadian TIN", Person: true, Organization: true, Pattern: `\d{13}`,
			Check: "not public", Source: "Barbados Revenue Authority", SourceDate: "2026-11",
		},
		labels: []string{"TIN"}, official: true, shared: repeated,
	}}
}

func aruba() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "AW-TIN", Country: "AW", Title: "an Aruban tax or chamber of commerce number", Person: true, Organization: true,
			Pattern: `\d{5,8}`, Check: "none", Source: "Departamento di Impuesto", SourceDate: "2026-11",
		},
		labels: []string{"KVK", "TIN"}, official: true, shared: repeated, weak: always,
	}}
}

func curacao() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "CW-CRIB", Country: "CW", Title: "a CRIB number of Curaçao", Person: true, Organization: true, Pattern: `\d{9,10}`,
			Check: "none", Source: "Inspectorate of Taxes", SourceDate: "2026-11",
		},
		labels: []string{"CRIB"}, official: true, shared: repeated, weak: always,
	}}
}

func britishVirginIslands() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "VG-COMPANY", Country: "VG", Title: "a company number of the British Virgin Islands", Organization: true,
			Pattern: `\d{4,7}`, Check: "none", Source: "BVI Financial Services Commission", SourceDate: "2026-11",
		},
		labels: []string{"BVI COMPANY", "COMPANY"}, official: true, register: true, shared: repeated, weak: always,
	}}
}
