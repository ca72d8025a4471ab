package watchlist

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/tamiz-project/tamiz/screening"
)

// mxSFP reads Mexico's register of sanctioned suppliers and contractors (Secretaría de la Función Pública, CompraNet) as CSV.
// Verified on the two whole files of January 2017. Nobody is numbered there: the id is the name, and all sanctions of one name
// are one entry.
func mxSFP() *format {
	return &format{
		name: "mx-sfp", title: "SFP register of sanctioned suppliers", role: tableRole("list", "proveedor", "sentido de resolucion", "fecha de notificacion"),
		list: screening.List{
			ID: "mx-sfp-sancionados", Publisher: "Secretaría de la Función Pública", Title: "Directorio de proveedores y contratistas sancionados", Official: true, MaxAge: 31,
			URL:   "https://directoriosancionados.apps.funcionpublica.gob.mx/",
			Lacks: []string{"ids", "identifiers", "kinds", "publication_date"},
		},
		parse: parseSFP,
	}
}

func parseSFP(in *input, out *sink) error {
	all := &collected{}
	for _, m := range in.members["list"] {
		for r := range in.table(m, out, "proveedor", "sentido de resolucion", "fecha de notificacion") {
			e, fresh := all.next(slug(r.get("proveedor")), r.at())
			if fresh {
				e.Countries = []string{"MX"}
			}
			named(e, r.get("proveedor"), screening.Primary)
			e.Designations = append(e.Designations, sfpDesignation(r))
			if what := r.get("objeto social"); what != "" {
				addRemark(e, "objeto social: "+oneLine(what))
			}
		}
	}
	all.flush(out)
	return nil
}

// sfpDesignation reads one sanction. Only a disqualification (inhabilitación) bars; a fine informs.
func sfpDesignation(r record) screening.Designation {
	d := screening.Designation{
		Authority: "Mexico SFP", Jurisdiction: "MX", AuthorityKind: screening.Procurement, Effect: screening.Information,
		Programme: oneLine(r.get("sentido de resolucion")), LegalBasis: joined(", ", r.get("numero de expediente"), oneLine(r.get("dependencia"))),
		Reason: oneLine(r.get("hechos")),
	}
	if strings.Contains(fold(d.Programme), "inhabilitacion") {
		d.Effect = screening.Debarment
	}
	if strings.Contains(fold(d.Programme), "abstencion") || strings.Contains(fold(d.Programme), "sin sancion") {
		d.Effect = screening.Information
	}
	d.Known, _ = dateIn(r.get("fechaderesolucion"))
	d.From, _ = dateIn(r.get("fecha de notificacion"))
	d.To = term(d.From, r.get("plazo anos meses"))
	return d
}

var termPart = regexp.MustCompile(`(\d+)\s*(ano|mes|dia)`)

// term returns the last day of "1 AÑO 6 MESES" from a day on, or the zero date when the source gives no term.
func term(from screening.Date, text string) screening.Date {
	parts := termPart.FindAllStringSubmatch(fold(text), -1)
	start, err := time.Parse(time.DateOnly, from.First().String())
	if err != nil || len(parts) == 0 {
		return screening.Date{}
	}
	for _, p := range parts {
		n, _ := strconv.Atoi(p[1])
		n = min(n, 200)
		switch p[2] {
		case "ano":
			start = start.AddDate(n, 0, 0)
		case "mes":
			start = start.AddDate(0, n, 0)
		default:
			start = start.AddDate(0, 0, n)
		}
	}
	return screening.DateOf(start.AddDate(0, 0, -1))
}
