package listing

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// generated stands before the day of the consolidated list in a row's source.
const generated = "generated "

// total marks the row that sums the others.
const total = "TOTAL"

// loadCounts reads the listings by act and checks that they add up to the last row.
func (l *Library) loadCounts(tables fs.FS) error {
	t, err := source.Read(tables, source.Layout{
		File:     countsTable,
		Identity: []string{"listed_on", "basis"},
		Required: strings.Fields("listed_on individuals entities total basis source source_class verification"),
	})
	if err != nil {
		return err
	}
	var sum, stated Count
	for r := range t.Rows() {
		c, err := readCount(r)
		if err != nil {
			return err
		}
		if r.Get("listed_on") == total {
			stated = c
			continue
		}
		sum.Individuals, sum.Entities = sum.Individuals+c.Individuals, sum.Entities+c.Entities
		l.counts = append(l.counts, c)
	}
	if sum.Individuals != stated.Individuals || sum.Entities != stated.Entities {
		return &source.Error{File: countsTable, Problem: fmt.Sprintf("the rows sum to %d individuals and %d entities, the total says %d and %d", sum.Individuals, sum.Entities, stated.Individuals, stated.Entities), Hint: "the row " + total + " is the sum of the others"}
	}
	slices.SortFunc(l.counts, compareCounts)
	return nil
}

// readCount reads a row; of the total no day is read.
func readCount(r source.Row) (c Count, err error) {
	var all int
	for _, n := range [...]struct {
		column string
		into   *int
	}{{"individuals", &c.Individuals}, {"entities", &c.Entities}, {"total", &all}} {
		if *n.into, _, err = r.Int(n.column); err != nil {
			return c, err
		}
		if *n.into < 0 {
			return c, r.Problem(fmt.Sprintf("%s %d is below zero", n.column, *n.into), "counts are whole numbers from 0")
		}
	}
	if c.Total() != all {
		return c, r.Problem(fmt.Sprintf("%d individuals and %d entities are %d, total is %d", c.Individuals, c.Entities, c.Total(), all), "the total is the sum of the two")
	}
	p, err := r.Provenance()
	if err != nil {
		return c, err
	}
	c.By = r.Get("basis")
	c.Origin = council.Origin{Rows: []string{countsTable + ":listed_on=" + r.Get("listed_on")}, Source: p.Source, Class: p.Class, Mark: p.Mark}
	if r.Get("listed_on") == total {
		return c, nil
	}
	c.KnownOn, err = generatedOn(r)
	if err == nil {
		c.Listed, err = exactDay(r, "listed_on")
	}
	return c, err
}

// generatedOn reads the day of the list from the source of a row.
func generatedOn(r source.Row) (day.Date, error) {
	_, after, _ := strings.Cut(r.Get("source"), generated)
	printed, _, _ := strings.Cut(after, " ")
	d, err := day.Parse(printed)
	if err != nil {
		return d, r.Problem("source has no day of the list", "name the list with \""+generated+"\" and its day before it")
	}
	return d, nil
}
