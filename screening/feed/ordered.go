package feed

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
)

// Ordered applies f to every record with some workers (zero: GOMAXPROCS) and yields in the order of the input. The input
// is ranged over in another goroutine. Leaving the loop, or ctx, stops the workers before Ordered returns.
//
// Errors keep the rule of sequences: a *RecordError, of the input or of f, takes its record's place and the sequence goes
// on; any other error, and that of ctx, is the last pair. At most 16 records per worker and 16 more are held at a
// time. A panic in f or in the input becomes a panic of the caller, with the stack of the worker in its message.
func Ordered[In, Out any](ctx context.Context, workers int, in iter.Seq2[In, error], f func(In) (Out, error)) iter.Seq2[Out, error] {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return func(yield func(Out, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		p := &pool[In, Out]{f: f, jobs: make(chan *job[In, Out], jobsAhead*workers), queue: make(chan *job[In, Out], jobsAhead*workers)}
		defer p.all.Wait()
		defer cancel()
		p.all.Go(func() { p.produce(ctx, in) })
		for range workers {
			p.all.Go(p.work)
		}
		p.consume(ctx, yield)
	}
}

// A job is one record on its way; done is closed when out and err are there.
type job[In, Out any] struct {
	in    In
	out   Out
	err   error
	panic any
	done  chan struct{}
}

type pool[In, Out any] struct {
	f     func(In) (Out, error)
	jobs  chan *job[In, Out] // to the workers
	queue chan *job[In, Out] // to the consumer, in order
	all   sync.WaitGroup
}

func (p *pool[In, Out]) produce(ctx context.Context, in iter.Seq2[In, error]) {
	defer close(p.queue)
	defer close(p.jobs)
	last := &job[In, Out]{done: make(chan struct{})}
	defer func() {
		if last.panic = caught(recover()); last.panic != nil {
			close(last.done)
			send(ctx, p.queue, last)
		}
	}()
	for record, err := range in {
		j := &job[In, Out]{in: record, err: err, done: make(chan struct{})}
		if err != nil {
			close(j.done)
		}
		if !send(ctx, p.queue, j) || (err == nil && !send(ctx, p.jobs, j)) {
			return
		}
	}
}

func send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

func (p *pool[In, Out]) work() {
	for j := range p.jobs {
		p.run(j)
	}
}

func (p *pool[In, Out]) run(j *job[In, Out]) {
	defer close(j.done)
	defer func() { j.panic = caught(recover()) }()
	j.out, j.err = p.f(j.in)
}

func caught(v any) any {
	if v == nil {
		return nil
	}
	return fmt.Sprintf("%v\n\nin a worker of feed.Ordered:\n%s", v, debug.Stack())
}

// jobsAhead is how many records per worker may be on their way: with few, workers, input and consumer wait for one another, and
// two cores give 1.4 times one instead of 1.9 where a record takes 20 us.
const jobsAhead = 16

func (p *pool[In, Out]) consume(ctx context.Context, yield func(Out, error) bool) {
	var none Out
	var batch [16]*job[In, Out]
	for {
		n := p.next(batch[:])
		if n == 0 {
			break
		}
		select {
		case <-batch[n-1].done: // waiting for each in turn would wake this goroutine for each
		case <-ctx.Done():
		}
		for _, j := range batch[:n] {
			select {
			case <-j.done:
			case <-ctx.Done():
				yield(none, ctx.Err())
				return
			}
			if j.panic != nil {
				panic(j.panic)
			}
			if !yield(j.out, j.err) || (j.err != nil && !isRecord(j.err)) {
				return
			}
		}
	}
	if ctx.Err() != nil {
		yield(none, ctx.Err())
	}
}

// next waits for a job and takes what else is there; none when there will be no more.
func (p *pool[In, Out]) next(batch []*job[In, Out]) (n int) {
	j, ok := <-p.queue
	for ok {
		batch[n] = j
		if n++; n == len(batch) {
			return n
		}
		select {
		case j, ok = <-p.queue:
		default:
			return n
		}
	}
	return n
}
