package screening

// A Watchlist is one list, read whole. A value of this type exists only when every record was parsed or, within the
// limit the caller set, counted as bad.
type Watchlist struct {
	List
	Entries []Entry
}

// A List says which list it is and where it came from. It stands in every report.
type List struct {
	ID        string   `json:"id"` // "us-ofac-sdn"
	Publisher string   `json:"publisher"`
	Title     string   `json:"title"`
	Official  bool     `json:"official"`           // the authority's own full list; a regional sample or a private list is not
	Published Date     `json:"published,omitzero"` // as the file or its provenance says
	Retrieved Date     `json:"retrieved,omitzero"` // from the provenance file beside it, never from a file time
	Ended     Date     `json:"ended,omitzero"`     // the day its publisher closed it: never current after that
	MaxAge    int      `json:"max_age_days"`       // older than this many days, a run is stamped stale
	URL       string   `json:"url,omitempty"`      //
	Format    string   `json:"format,omitempty"`   // how the file was understood: "ofac-csv"
	SHA256    string   `json:"sha256"`             // of the bytes on disk
	Count     int      `json:"entries"`            //
	Bad       int      `json:"bad_records"`        // records that could not be parsed, within the caller's limit
	Unread    int      `json:"unread,omitempty"`   // pieces of remarks that nobody understood and that stay as text
	Lacks     []string `json:"lacks,omitempty"`    // what this format does not carry: "listing_dates", "birth_dates"
	Notes     []string `json:"notes,omitempty"`    // anomalies that lost nothing: "id 2677 stands on two parties"
}

// An Entry is one record of a watchlist. Treat it as read-only once it is in an Index.
type Entry struct {
	Party
	List         string        `json:"list"` // List.ID
	Designations []Designation `json:"designations"`
	Remarks      string        `json:"remarks,omitempty"` // what the source says beyond the fields
	Links        []Link        `json:"links,omitempty"`
	URLs         []string      `json:"urls,omitempty"`
}

// A Link points at another party of the same list.
type Link struct {
	Code  string `json:"code"`            // linked_to, owned_by, acts_for, family, member_of, ...; same_as: see CrossReference
	Entry string `json:"entry,omitempty"` // id of the other entry, "" when only its name is given
	Name  string `json:"name,omitempty"`  // the other party as the source names it
}

// A Designation is one listing act with its dates. Effect, authority and status are words; the sets are documented and may grow.
type Designation struct {
	Authority     string        `json:"authority"`    // "US Treasury OFAC"
	Jurisdiction  string        `json:"jurisdiction"` // alpha-2, "UN", "EU", "" for an internal or a private list
	AuthorityKind AuthorityKind `json:"authority_kind"`
	Effect        Effect        `json:"effect"`
	Status        Status        `json:"status,omitempty"`
	Programme     string        `json:"programme,omitempty"`
	LegalBasis    string        `json:"legal_basis,omitempty"`
	Secondary     string        `json:"secondary,omitempty"` // "Secondary sanctions risk: ..." as the list words it
	Reason        string        `json:"reason,omitempty"`
	Known         Date          `json:"known,omitzero"` // when it was published, where that differs from From
	From          Date          `json:"from,omitzero"`  // zero: the list does not say
	To            Date          `json:"to,omitzero"`    // last day in force; zero: open
	Source        string        `json:"source,omitempty"`
}

// An AuthorityKind says what sort of act it is.
type AuthorityKind string

const (
	ExecutiveList          AuthorityKind = "executive_list"
	TreatyBody             AuthorityKind = "treaty_body"
	Decree                 AuthorityKind = "decree"
	LegislativeDeclaration AuthorityKind = "legislative_declaration"
	Indictment             AuthorityKind = "indictment"
	Reward                 AuthorityKind = "reward"
	Licence                AuthorityKind = "licence"
	FinancialOrder         AuthorityKind = "fi_order"
	TaxAuthority           AuthorityKind = "tax_authority"
	DevelopmentBank        AuthorityKind = "development_bank"
	Procurement            AuthorityKind = "procurement"
	Regulation             AuthorityKind = "regulation" // a rule that lists nobody, as the 50 % rule of BIS
	Internal               AuthorityKind = "internal"
	Compiler               AuthorityKind = "compiler" // a private compiler of public data
)

// An Effect is what a designation does.
type Effect string

const (
	AssetFreeze   Effect = "asset_freeze"
	Sectoral      Effect = "sectoral" // some dealings only: debt, securities, services
	Terrorist     Effect = "terrorist_designation"
	Debarment     Effect = "debarment"
	ExportControl Effect = "export_control"
	TravelBan     Effect = "travel_ban"
	TaxListing    Effect = "tax"
	ForcedLabour  Effect = "forced_labour"
	Political     Effect = "pep"
	Information   Effect = "information"
)

// A Status is the standing of a designation. "" means in force as far as its dates say.
type Status string

const (
	Active      Status = ""
	Presumed    Status = "presumed"   // SAT 69-B: presunto
	Disproved   Status = "disproved"  // SAT 69-B: desvirtuado
	Definitive  Status = "definitive" // SAT 69-B: definitivo
	Favourable  Status = "favourable" // SAT 69-B: sentencia favorable
	Delisted    Status = "delisted"
	Expired     Status = "expired"
	Suspended   Status = "suspended"
	Annulled    Status = "annulled" // by a court
	Ended       Status = "ended"    // the list itself was closed
	Unconfirmed Status = "unconfirmed"
)

// InForce reports whether the designation is in force on a day. A date known only to the month or year counts from its
// first and to its last day: in doubt, in force. A zero From is in force since ever, a zero day asks for no day. One that
// was delisted, has expired or was annulled is not in force; where the source gives its end as To, it is before that. A taxpayer
// who was cleared (disproved, favourable) keeps that record in force: it informs, its effect is no sanction.
func (d Designation) InForce(day Date) bool {
	ended := d.Status == Delisted || d.Status == Expired || d.Status == Annulled
	if ended && (d.To.IsZero() || day.IsZero()) {
		return false
	}
	if day.IsZero() {
		return true
	}
	if !d.From.IsZero() && d.From.First().Compare(day.Last()) > 0 {
		return false
	}
	return d.To.IsZero() || d.To.Last().Compare(day.First()) >= 0
}

// Age returns the age of a list on a day, in whole days, and whether it is too old to rely on: older than its MaxAge,
// closed by its publisher before that day, or without any date. The younger of publication and retrieval counts, because a
// list that did not change since is current when it was fetched today.
func Age(l List, day Date) (days int, stale bool) {
	last := l.Published
	if last.IsZero() || (!l.Retrieved.IsZero() && l.Retrieved.Compare(last) > 0) {
		last = l.Retrieved
	}
	if last.IsZero() {
		return 0, true
	}
	days = daysBetween(last.Last(), day.First())
	ended := !l.Ended.IsZero() && l.Ended.Last().Compare(day.First()) < 0
	return days, ended || (l.MaxAge > 0 && days > l.MaxAge)
}
