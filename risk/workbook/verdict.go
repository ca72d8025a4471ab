package workbook

import "github.com/tamiz-project/tamiz/screening"

// A Verdict is what was decided about a counterparty as a whole, beside the decisions on its hits.
type Verdict struct {
	ID         string         `json:"id"` // of the counterparty
	Outcome    Outcome        `json:"outcome"`
	Conditions string         `json:"conditions,omitempty"`
	Approver   string         `json:"approver"`
	Date       screening.Date `json:"date"`
	Expires    screening.Date `json:"expires,omitzero"` // last day it holds; the next review
}

// An Outcome of a verdict.
type Outcome string

const (
	Approve               Outcome = "approve"
	ApproveWithConditions Outcome = "approve_with_conditions"
	Reject                Outcome = "reject"
	Exit                  Outcome = "exit" // end an existing relationship
)
