// Package zap has the declarations of go.uber.org/zap that fixtures use.
package zap

type Field struct{ Key string }

func String(key, val string) Field { panic("stub") }

func Any(key string, value any) Field { panic("stub") }

func Int(key string, val int) Field { panic("stub") }

type Logger struct{}

func (log *Logger) Info(msg string, fields ...Field) { panic("stub") }

func (log *Logger) Sugar() *SugaredLogger { panic("stub") }

type SugaredLogger struct{}

func (s *SugaredLogger) Infof(template string, args ...any) { panic("stub") }

func (s *SugaredLogger) Infow(msg string, keysAndValues ...any) { panic("stub") }
