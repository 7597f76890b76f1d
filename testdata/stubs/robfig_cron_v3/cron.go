// Package cron has the declarations of github.com/robfig/cron/v3 that fixtures use.
package cron

type (
	Cron    struct{}
	EntryID int
	Job     interface{ Run() }
	Option  func(*Cron)
)

func New(opts ...Option) *Cron { panic("stub") }

func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { panic("stub") }

func (c *Cron) AddJob(spec string, cmd Job) (EntryID, error) { panic("stub") }

func (c *Cron) Start() { panic("stub") }
