package main

import (
	"errors"
	"io"
	"iter"
	"strings"
	"sync"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening/feed"
)

type results = iter.Seq2[risk.Assessment, error]

// writeAll writes every output in one pass over the results, each whole or not at all.
func (o *options) writeAll(run risk.Run, in results) error {
	outs := make([]*output, len(o.outs))
	var writers sync.WaitGroup
	for i, path := range o.outs {
		outs[i] = &output{pairs: make(chan pair, 64), left: make(chan struct{})}
		writers.Go(func() {
			defer close(outs[i].left)
			outs[i].err = feed.Write(path, func(w io.Writer) error {
				if strings.HasSuffix(path, ".jsonl") {
					return risk.WriteJSON(w, outs[i].read)
				}
				return workbook.Write(w, run, outs[i].read, &workbook.Options{Lang: o.lang})
			})
		})
	}
	deal(in, outs)
	writers.Wait()
	var failures []error
	for _, out := range outs {
		failures = append(failures, out.err)
	}
	return errors.Join(failures...)
}

// deal hands every result to every output that still listens.
func deal(in results, outs []*output) {
	for a, err := range in {
		listening := false
		for _, out := range outs {
			select {
			case out.pairs <- pair{a, err}:
				listening = true
			case <-out.left:
			}
		}
		if !listening {
			break
		}
	}
	for _, out := range outs {
		close(out.pairs)
	}
}

// An output is one file being written in a goroutine of its own.
type output struct {
	pairs chan pair
	left  chan struct{} // closed when it reads no more
	err   error
}

type pair struct {
	a   risk.Assessment
	err error
}

// read is the sequence of results as this output sees it.
func (o *output) read(yield func(risk.Assessment, error) bool) {
	for p := range o.pairs {
		if !yield(p.a, p.err) {
			return
		}
	}
}
