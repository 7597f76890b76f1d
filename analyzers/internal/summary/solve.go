package summary

import "golang.org/x/tools/go/ssa"

// A question asks for the leaves below a path of a value, of a result of a
// function, of a stored value as the callers of the storing function see it, or
// of a field of whichever object.
type question struct {
	path string
	mode mode

	v  ssa.Value
	at **edge // the last of the calls through which v, if stored, is seen, or nil

	fn    *ssa.Function
	index int

	cell      string
	elsewhere bool // but what is stored through pointers only
}

// A solver answers one question and all that it raises in turn. Where they are
// part of each other's answers, as in recursive functions and linked
// structures, it brings them to a fixed point: what one walk finds is handed to
// each walk that asked for it, until none finds anything new. Each value is
// looked at once per question, however often the question is asked.
type solver struct {
	e      *engine
	mode   mode
	asked  map[question]*walker
	states []task
	feeds  []*feed // with leaves that their reader hasn't seen
}

// A task is a value that a walk still has to look at.
type task struct {
	w *walker
	s state
}

// A feed hands the leaves of one walk to another, each once.
type feed struct {
	from   *walker
	next   int // the first leaf that wasn't handed over
	take   func(leaf)
	queued bool
}

func (e *engine) solver(m mode) *solver {
	return &solver{e: e, mode: m, asked: make(map[question]*walker)}
}

func (sv *solver) walker() *walker {
	return &walker{e: sv.e, solver: sv, mode: sv.mode, seen: make(map[stateKey]bool), known: make(map[leafKey]bool)}
}

// ask returns the walk that answers q, which start begins if q is new. The walk
// may not be at its end: what it finds comes by a feed.
func (sv *solver) ask(q question, start func(*walker)) *walker {
	if w := sv.e.answers[q]; w != nil {
		return w
	}
	w := sv.asked[q]
	if w == nil {
		w = sv.walker()
		sv.asked[q] = w
		start(w)
	}
	return w
}

// result asks for the leaves of a result of fn, which has a body.
func (sv *solver) result(fn *ssa.Function, index int, path string) *walker {
	return sv.ask(question{fn: fn, index: index, path: path, mode: sv.mode}, func(w *walker) {
		instructions(fn, func(instr ssa.Instruction) {
			if ret, ok := instr.(*ssa.Return); ok && index < len(ret.Results) {
				w.push(state{v: ret.Results[index], path: path, user: ret})
			}
		})
	})
}

// value asks for the leaves of v below path.
func (sv *solver) value(v ssa.Value, path string, user ssa.Instruction) *walker {
	return sv.ask(question{v: v, path: path, mode: sv.mode}, func(w *walker) { w.push(state{v: v, path: path, user: user}) })
}

// above asks for the leaves below path of what st stores, as they are seen by
// the caller of the first n of the calls through which it is stored.
func (sv *solver) above(st store, path string, n int) *walker {
	if n == 0 {
		return sv.value(st.val, path, st.instr)
	}
	return sv.ask(question{v: st.val, path: path, mode: sv.mode, at: &st.at[n-1]}, func(w *walker) {
		w.read(sv.above(st, path, n-1), func(l leaf) { w.through(state{}, st.at[n-1], l) })
	})
}

// read calls take for each leaf that from finds, has found or will find.
func (w *walker) read(from *walker, take func(leaf)) {
	f := &feed{from: from, take: take}
	if !from.done {
		from.readers = append(from.readers, f)
	}
	w.solver.enqueue(f)
}

func (sv *solver) enqueue(f *feed) {
	if !f.queued && f.next < len(f.from.leaves) {
		f.queued = true
		sv.feeds = append(sv.feeds, f)
	}
}

// run goes on until no walk finds anything new, or the package has had all its
// steps. Its answers are kept unless they were cut off, or are asked for while
// a part of them is being decided.
func (sv *solver) run() {
	cuts := sv.e.cuts
	for len(sv.states)+len(sv.feeds) > 0 {
		if sv.e.exhausted() {
			return
		}
		if len(sv.states) > 0 {
			next := sv.states[0]
			sv.states = sv.states[1:]
			if !next.w.full {
				sv.e.steps++
				next.w.step(next.s)
			}
			continue
		}
		f := sv.feeds[0]
		sv.feeds = sv.feeds[1:]
		f.queued = false
		for ; f.next < len(f.from.leaves); f.next++ {
			sv.e.steps++
			f.take(f.from.leaves[f.next])
		}
	}
	if sv.e.cuts != cuts {
		return
	}
	for q, w := range sv.asked {
		w.done, w.seen, w.known, w.readers, w.variants = true, nil, nil, nil, nil
		sv.e.answers[q] = w
	}
}

// walk returns the leaves of v below path.
func (e *engine) walk(v ssa.Value, path string, m mode) []leaf {
	return e.walkFrom(state{v: v, path: path}, m, false)
}

// walkFrom returns the leaves of s. With up, it goes on from parameters to what
// the package's calls pass for them.
func (e *engine) walkFrom(s state, m mode, up bool) []leaf {
	return e.walkAll(s, m, up).leaves
}

// walkAll is walkFrom for those who must know whether there were more leaves.
func (e *engine) walkAll(s state, m mode, up bool) *walker {
	sv := e.solver(m)
	w := sv.walker()
	w.up = up
	w.push(s)
	sv.run()
	return w
}

// resultLeaves returns the leaves of a result of fn, which has a body.
func (e *engine) resultLeaves(fn *ssa.Function, index int, path string, m mode) []leaf {
	sv := e.solver(m)
	w := sv.result(fn, index, path)
	sv.run()
	return w.leaves
}

// exhausted reports whether the package has had all the steps it may have. What
// is asked then is dropped.
func (e *engine) exhausted() bool {
	if e.steps < e.max.steps {
		return false
	}
	e.dropped++
	return true
}
