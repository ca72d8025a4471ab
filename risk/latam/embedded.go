package latam

import (
	"bytes"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/indicator"
)

func (p *Pack) readMethodology(b []byte) (err error) {
	p.Methodology, err = risk.ParseMethodology(b)
	return err
}

func (p *Pack) readIndicators(b []byte) (err error) {
	p.Indicators, err = indicator.Read(bytes.NewReader(b))
	return err
}
