// Written by `npm run db:types` from supabase/migrations. Do not edit.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      affiliations: {
        Row: {
          created_at: string
          ended_on: string | null
          id: string
          institution_id: string
          person_id: string
          role: Database['public']['Enums']['affiliation_role']
          started_on: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          ended_on?: string | null
          id?: string
          institution_id: string
          person_id: string
          role?: Database['public']['Enums']['affiliation_role']
          started_on?: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          ended_on?: string | null
          id?: string
          institution_id?: string
          person_id?: string
          role?: Database['public']['Enums']['affiliation_role']
          started_on?: string
          updated_at?: string
        }
        Relationships: [
          { foreignKeyName: 'affiliations_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'affiliations_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      alliance_proposals: {
        Row: {
          from_day: string | null
          id: string
          institution_id: string | null
          kind: Database['public']['Enums']['proposal_kind']
          outcome: Database['public']['Enums']['proposal_outcome'] | null
          person_id: string | null
          proposed_at: string
          proposed_by: string | null
          quorum: number | null
          role_id: string | null
          settled_at: string | null
          settled_by: string | null
          until_day: string | null
        }
        Insert: {
          from_day?: string | null
          id?: string
          institution_id?: string | null
          kind: Database['public']['Enums']['proposal_kind']
          outcome?: Database['public']['Enums']['proposal_outcome'] | null
          person_id?: string | null
          proposed_at?: string
          proposed_by?: string | null
          quorum?: number | null
          role_id?: string | null
          settled_at?: string | null
          settled_by?: string | null
          until_day?: string | null
        }
        Update: {
          from_day?: string | null
          id?: string
          institution_id?: string | null
          kind?: Database['public']['Enums']['proposal_kind']
          outcome?: Database['public']['Enums']['proposal_outcome'] | null
          person_id?: string | null
          proposed_at?: string
          proposed_by?: string | null
          quorum?: number | null
          role_id?: string | null
          settled_at?: string | null
          settled_by?: string | null
          until_day?: string | null
        }
        Relationships: [
          { foreignKeyName: 'alliance_proposals_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'alliance_proposals_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'alliance_proposals_proposed_by_fkey'; columns: ['proposed_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'alliance_proposals_role_id_fkey'; columns: ['role_id']; isOneToOne: false; referencedRelation: 'alliance_roles'; referencedColumns: ['id'] },
          { foreignKeyName: 'alliance_proposals_settled_by_fkey'; columns: ['settled_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      alliance_roles: {
        Row: {
          ended_on: string | null
          id: string
          person_id: string
          role: Database['public']['Enums']['alliance_role']
          started_on: string
        }
        Insert: {
          ended_on?: string | null
          id?: string
          person_id: string
          role: Database['public']['Enums']['alliance_role']
          started_on?: string
        }
        Update: {
          ended_on?: string | null
          id?: string
          person_id?: string
          role?: Database['public']['Enums']['alliance_role']
          started_on?: string
        }
        Relationships: [
          { foreignKeyName: 'alliance_roles_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      alliance_settings: {
        Row: {
          appeal_days: number
          draft_days: number
          information_days: number
          quorum: number | null
          retention_months: number
          review_days: number
          settings_id: string
          updated_at: string
          warning_days: number
        }
        Insert: {
          appeal_days?: number
          draft_days?: number
          information_days?: number
          quorum?: number | null
          retention_months?: number
          review_days?: number
          settings_id?: string
          updated_at?: string
          warning_days?: number
        }
        Update: {
          appeal_days?: number
          draft_days?: number
          information_days?: number
          quorum?: number | null
          retention_months?: number
          review_days?: number
          settings_id?: string
          updated_at?: string
          warning_days?: number
        }
        Relationships: []
      }
      application_conflicts: {
        Row: {
          application_id: string
          declared_at: string
          person_id: string
          reason: string
        }
        Insert: {
          application_id: string
          declared_at?: string
          person_id: string
          reason: string
        }
        Update: {
          application_id?: string
          declared_at?: string
          person_id?: string
          reason?: string
        }
        Relationships: [
          { foreignKeyName: 'application_conflicts_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_conflicts_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      application_links: {
        Row: {
          application_id: string
          by_letter: boolean
          email: string | null
          expires_at: string
          token_hash: string
        }
        Insert: {
          application_id: string
          by_letter: boolean
          email?: string | null
          expires_at?: string
          token_hash: string
        }
        Update: {
          application_id?: string
          by_letter?: boolean
          email?: string | null
          expires_at?: string
          token_hash?: string
        }
        Relationships: [
          { foreignKeyName: 'application_links_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
        ]
      }
      application_messages: {
        Row: {
          application_id: string
          author_id: string | null
          body: string
          created_at: string
          from_applicant: boolean
          id: number
          kind: Database['public']['Enums']['application_message_kind']
        }
        Insert: {
          application_id: string
          author_id?: string | null
          body: string
          created_at?: string
          from_applicant: boolean
          id?: never
          kind: Database['public']['Enums']['application_message_kind']
        }
        Update: {
          application_id?: string
          author_id?: string | null
          body?: string
          created_at?: string
          from_applicant?: boolean
          id?: never
          kind?: Database['public']['Enums']['application_message_kind']
        }
        Relationships: [
          { foreignKeyName: 'application_messages_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_messages_author_id_fkey'; columns: ['author_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      application_notes: {
        Row: {
          application_id: string
          author_id: string | null
          body: string
          created_at: string
          id: number
        }
        Insert: {
          application_id: string
          author_id?: string | null
          body: string
          created_at?: string
          id?: never
        }
        Update: {
          application_id?: string
          author_id?: string | null
          body?: string
          created_at?: string
          id?: never
        }
        Relationships: [
          { foreignKeyName: 'application_notes_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_notes_author_id_fkey'; columns: ['author_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      application_panels: {
        Row: {
          application_id: string
          institution_id: string
          person_id: string
        }
        Insert: {
          application_id: string
          institution_id: string
          person_id: string
        }
        Update: {
          application_id?: string
          institution_id?: string
          person_id?: string
        }
        Relationships: [
          { foreignKeyName: 'application_panels_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_panels_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_panels_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      application_papers: {
        Row: {
          application_id: string
          bytes: string
          created_at: string
          id: string
          media_type: string
          name: string
          size: number | null
        }
        Insert: {
          application_id: string
          bytes: string
          created_at?: string
          id?: string
          media_type: string
          name: string
          size?: never
        }
        Update: {
          application_id?: string
          bytes?: string
          created_at?: string
          id?: string
          media_type?: string
          name?: string
          size?: never
        }
        Relationships: [
          { foreignKeyName: 'application_papers_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
        ]
      }
      application_voices: {
        Row: {
          application_id: string
          given_at: string
          institution_id: string
          person_id: string
          reasons: string
          round: number
          verdict: Database['public']['Enums']['application_verdict']
        }
        Insert: {
          application_id: string
          given_at?: string
          institution_id: string
          person_id: string
          reasons: string
          round: number
          verdict: Database['public']['Enums']['application_verdict']
        }
        Update: {
          application_id?: string
          given_at?: string
          institution_id?: string
          person_id?: string
          reasons?: string
          round?: number
          verdict?: Database['public']['Enums']['application_verdict']
        }
        Relationships: [
          { foreignKeyName: 'application_voices_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_voices_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'application_voices_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      applications: {
        Row: {
          acronym: string | null
          anonymised_at: string | null
          answer_due_at: string | null
          appealed_at: string | null
          assigned_to: string | null
          city: string | null
          closed_at: string | null
          conflicts: string | null
          country: string | null
          created_at: string
          decided_by: string | null
          decision_reason: string | null
          email: string | null
          email_verified_at: string | null
          focal_name: string | null
          focal_position: string | null
          heard_from_at: string
          id: string
          institution_id: string | null
          kind: Database['public']['Enums']['institution_kind'] | null
          languages: string[]
          legal_form: string | null
          legal_name: string | null
          mandate: string | null
          number: number | null
          paused_at: string | null
          referees: Json
          reminded_at: string | null
          review_due_at: string | null
          ror: string | null
          round: number
          search: unknown | null
          show_focal_person: boolean | null
          show_in_directory: boolean | null
          state: Database['public']['Enums']['application_state']
          submitted_at: string | null
          themes: string[]
          updated_at: string
          warned_at: string | null
          website: string | null
          work: string | null
        }
        Insert: {
          acronym?: string | null
          anonymised_at?: string | null
          answer_due_at?: string | null
          appealed_at?: string | null
          assigned_to?: string | null
          city?: string | null
          closed_at?: string | null
          conflicts?: string | null
          country?: string | null
          created_at?: string
          decided_by?: string | null
          decision_reason?: string | null
          email?: string | null
          email_verified_at?: string | null
          focal_name?: string | null
          focal_position?: string | null
          heard_from_at?: string
          id?: string
          institution_id?: string | null
          kind?: Database['public']['Enums']['institution_kind'] | null
          languages?: string[]
          legal_form?: string | null
          legal_name?: string | null
          mandate?: string | null
          number?: number | null
          paused_at?: string | null
          referees?: Json
          reminded_at?: string | null
          review_due_at?: string | null
          ror?: string | null
          round?: number
          search?: never
          show_focal_person?: boolean | null
          show_in_directory?: boolean | null
          state?: Database['public']['Enums']['application_state']
          submitted_at?: string | null
          themes?: string[]
          updated_at?: string
          warned_at?: string | null
          website?: string | null
          work?: string | null
        }
        Update: {
          acronym?: string | null
          anonymised_at?: string | null
          answer_due_at?: string | null
          appealed_at?: string | null
          assigned_to?: string | null
          city?: string | null
          closed_at?: string | null
          conflicts?: string | null
          country?: string | null
          created_at?: string
          decided_by?: string | null
          decision_reason?: string | null
          email?: string | null
          email_verified_at?: string | null
          focal_name?: string | null
          focal_position?: string | null
          heard_from_at?: string
          id?: string
          institution_id?: string | null
          kind?: Database['public']['Enums']['institution_kind'] | null
          languages?: string[]
          legal_form?: string | null
          legal_name?: string | null
          mandate?: string | null
          number?: number | null
          paused_at?: string | null
          referees?: Json
          reminded_at?: string | null
          review_due_at?: string | null
          ror?: string | null
          round?: number
          search?: never
          show_focal_person?: boolean | null
          show_in_directory?: boolean | null
          state?: Database['public']['Enums']['application_state']
          submitted_at?: string | null
          themes?: string[]
          updated_at?: string
          warned_at?: string | null
          website?: string | null
          work?: string | null
        }
        Relationships: [
          { foreignKeyName: 'applications_assigned_to_fkey'; columns: ['assigned_to']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'applications_decided_by_fkey'; columns: ['decided_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'applications_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
        ]
      }
      audit_trail: {
        Row: {
          action: string
          actor_id: string | null
          actor_kind: string
          after: Json | null
          at: string
          before: Json | null
          id: number
          subject: string
          subject_id: string
        }
        Insert: {
          action: string
          actor_id?: string | null
          actor_kind: string
          after?: Json | null
          at?: string
          before?: Json | null
          id?: never
          subject: string
          subject_id: string
        }
        Update: {
          action?: string
          actor_id?: string | null
          actor_kind?: string
          after?: Json | null
          at?: string
          before?: Json | null
          id?: never
          subject?: string
          subject_id?: string
        }
        Relationships: [
          { foreignKeyName: 'audit_trail_actor_id_fkey'; columns: ['actor_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      chapter_faults: {
        Row: {
          chapter_id: string
          failures: number
          reason: string
          since: string
        }
        Insert: {
          chapter_id: string
          failures?: number
          reason: string
          since?: string
        }
        Update: {
          chapter_id?: string
          failures?: number
          reason?: string
          since?: string
        }
        Relationships: [
          { foreignKeyName: 'chapter_faults_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: true; referencedRelation: 'chapters'; referencedColumns: ['id'] },
        ]
      }
      chapter_grants: {
        Row: {
          access: Database['public']['Enums']['chapter_access']
          chapter_id: string
          created_at: string
          id: string
          institution_id: string | null
          person_id: string | null
        }
        Insert: {
          access: Database['public']['Enums']['chapter_access']
          chapter_id: string
          created_at?: string
          id?: string
          institution_id?: string | null
          person_id?: string | null
        }
        Update: {
          access?: Database['public']['Enums']['chapter_access']
          chapter_id?: string
          created_at?: string
          id?: string
          institution_id?: string | null
          person_id?: string | null
        }
        Relationships: [
          { foreignKeyName: 'chapter_grants_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: false; referencedRelation: 'chapters'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapter_grants_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapter_grants_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      chapter_history: {
        Row: {
          began_at: string
          bytes: number
          changes: number
          chapter_id: string
          ended_at: string
          id: number
          person_id: string | null
          update: string
        }
        Insert: {
          began_at: string
          bytes: number
          changes: number
          chapter_id: string
          ended_at: string
          id?: never
          person_id?: string | null
          update: string
        }
        Update: {
          began_at?: string
          bytes?: number
          changes?: number
          chapter_id?: string
          ended_at?: string
          id?: never
          person_id?: string | null
          update?: string
        }
        Relationships: [
          { foreignKeyName: 'chapter_history_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: false; referencedRelation: 'chapters'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapter_history_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      chapter_snapshots: {
        Row: {
          chapter_id: string
          clean: boolean
          fold: number
          folded_at: string
          schema_version: number
          state: string
          state_vector: string
          upto: number
        }
        Insert: {
          chapter_id: string
          clean?: boolean
          fold: number
          folded_at?: string
          schema_version: number
          state: string
          state_vector: string
          upto: number
        }
        Update: {
          chapter_id?: string
          clean?: boolean
          fold?: number
          folded_at?: string
          schema_version?: number
          state?: string
          state_vector?: string
          upto?: number
        }
        Relationships: [
          { foreignKeyName: 'chapter_snapshots_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: true; referencedRelation: 'chapters'; referencedColumns: ['id'] },
        ]
      }
      chapter_texts: {
        Row: {
          chapter_id: string
          content: Json
          fts: unknown | null
          outline: Json
          plain_text: string
          rendered_upto: number
          schema_version: number
          updated_at: string
          words: number
        }
        Insert: {
          chapter_id: string
          content: Json
          fts?: never
          outline: Json
          plain_text: string
          rendered_upto: number
          schema_version: number
          updated_at?: string
          words: number
        }
        Update: {
          chapter_id?: string
          content?: Json
          fts?: never
          outline?: Json
          plain_text?: string
          rendered_upto?: number
          schema_version?: number
          updated_at?: string
          words?: number
        }
        Relationships: [
          { foreignKeyName: 'chapter_texts_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: true; referencedRelation: 'chapters'; referencedColumns: ['id'] },
        ]
      }
      chapter_updates: {
        Row: {
          chapter_id: string
          created_at: string
          id: number
          person_id: string | null
          update: string
        }
        Insert: {
          chapter_id: string
          created_at?: string
          id?: never
          person_id?: string | null
          update: string
        }
        Update: {
          chapter_id?: string
          created_at?: string
          id?: never
          person_id?: string | null
          update?: string
        }
        Relationships: [
          { foreignKeyName: 'chapter_updates_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: false; referencedRelation: 'chapters'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapter_updates_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      chapter_visits: {
        Row: {
          chapter_id: string
          person_id: string
          visited_at: string
          words_then: number
        }
        Insert: {
          chapter_id: string
          person_id: string
          visited_at?: string
          words_then?: number
        }
        Update: {
          chapter_id?: string
          person_id?: string
          visited_at?: string
          words_then?: number
        }
        Relationships: [
          { foreignKeyName: 'chapter_visits_chapter_id_fkey'; columns: ['chapter_id']; isOneToOne: false; referencedRelation: 'chapters'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapter_visits_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      chapters: {
        Row: {
          compendium_id: string
          created_at: string
          due_on: string | null
          id: string
          language: string
          last_changed_at: string | null
          last_changed_by: string | null
          parent_id: string | null
          position: number
          status: Database['public']['Enums']['chapter_status']
          title: string
          updated_at: string
          words: number
        }
        Insert: {
          compendium_id: string
          created_at?: string
          due_on?: string | null
          id?: string
          language?: string
          last_changed_at?: string | null
          last_changed_by?: string | null
          parent_id?: string | null
          position?: number
          status?: Database['public']['Enums']['chapter_status']
          title: string
          updated_at?: string
          words?: number
        }
        Update: {
          compendium_id?: string
          created_at?: string
          due_on?: string | null
          id?: string
          language?: string
          last_changed_at?: string | null
          last_changed_by?: string | null
          parent_id?: string | null
          position?: number
          status?: Database['public']['Enums']['chapter_status']
          title?: string
          updated_at?: string
          words?: number
        }
        Relationships: [
          { foreignKeyName: 'chapters_compendium_id_fkey'; columns: ['compendium_id']; isOneToOne: false; referencedRelation: 'compendia'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapters_last_changed_by_fkey'; columns: ['last_changed_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'chapters_parent_id_fkey'; columns: ['parent_id']; isOneToOne: false; referencedRelation: 'chapters'; referencedColumns: ['id'] },
        ]
      }
      compendia: {
        Row: {
          created_at: string
          created_by: string | null
          drafts_due_on: string | null
          id: string
          kind: Database['public']['Enums']['compendium_kind']
          language: string
          launch_on: string | null
          lead_editor_id: string | null
          lead_institution_id: string
          review_due_on: string | null
          slug: string
          summary: string
          title: string
          updated_at: string
          visibility: Database['public']['Enums']['compendium_visibility']
        }
        Insert: {
          created_at?: string
          created_by?: string | null
          drafts_due_on?: string | null
          id?: string
          kind?: Database['public']['Enums']['compendium_kind']
          language?: string
          launch_on?: string | null
          lead_editor_id?: string | null
          lead_institution_id: string
          review_due_on?: string | null
          slug: string
          summary?: string
          title: string
          updated_at?: string
          visibility?: Database['public']['Enums']['compendium_visibility']
        }
        Update: {
          created_at?: string
          created_by?: string | null
          drafts_due_on?: string | null
          id?: string
          kind?: Database['public']['Enums']['compendium_kind']
          language?: string
          launch_on?: string | null
          lead_editor_id?: string | null
          lead_institution_id?: string
          review_due_on?: string | null
          slug?: string
          summary?: string
          title?: string
          updated_at?: string
          visibility?: Database['public']['Enums']['compendium_visibility']
        }
        Relationships: [
          { foreignKeyName: 'compendia_created_by_fkey'; columns: ['created_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'compendia_lead_editor_id_fkey'; columns: ['lead_editor_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'compendia_lead_institution_id_fkey'; columns: ['lead_institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
        ]
      }
      compendium_institutions: {
        Row: {
          accepted_at: string | null
          compendium_id: string
          institution_id: string
          invited_at: string
          invited_by: string | null
        }
        Insert: {
          accepted_at?: string | null
          compendium_id: string
          institution_id: string
          invited_at?: string
          invited_by?: string | null
        }
        Update: {
          accepted_at?: string | null
          compendium_id?: string
          institution_id?: string
          invited_at?: string
          invited_by?: string | null
        }
        Relationships: [
          { foreignKeyName: 'compendium_institutions_compendium_id_fkey'; columns: ['compendium_id']; isOneToOne: false; referencedRelation: 'compendia'; referencedColumns: ['id'] },
          { foreignKeyName: 'compendium_institutions_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'compendium_institutions_invited_by_fkey'; columns: ['invited_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      contacts: {
        Row: {
          bounce_reason: string | null
          bounced_at: string | null
          email: string
          person_id: string
          updated_at: string
        }
        Insert: {
          bounce_reason?: string | null
          bounced_at?: string | null
          email: string
          person_id: string
          updated_at?: string
        }
        Update: {
          bounce_reason?: string | null
          bounced_at?: string | null
          email?: string
          person_id?: string
          updated_at?: string
        }
        Relationships: [
          { foreignKeyName: 'contacts_person_id_fkey'; columns: ['person_id']; isOneToOne: true; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      digest_items: {
        Row: {
          created_at: string
          facts: Json
          id: number
          kind: string
          person_id: string
        }
        Insert: {
          created_at?: string
          facts: Json
          id?: never
          kind: string
          person_id: string
        }
        Update: {
          created_at?: string
          facts?: Json
          id?: never
          kind?: string
          person_id?: string
        }
        Relationships: [
          { foreignKeyName: 'digest_items_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      digests_sent: {
        Row: {
          person_id: string
          sent_on: string
        }
        Insert: {
          person_id: string
          sent_on: string
        }
        Update: {
          person_id?: string
          sent_on?: string
        }
        Relationships: [
          { foreignKeyName: 'digests_sent_person_id_fkey'; columns: ['person_id']; isOneToOne: true; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      institution_logos: {
        Row: {
          bytes: string
          institution_id: string
          stamp: string
          updated_at: string
        }
        Insert: {
          bytes: string
          institution_id: string
          stamp?: never
          updated_at?: string
        }
        Update: {
          bytes?: string
          institution_id?: string
          stamp?: never
          updated_at?: string
        }
        Relationships: [
          { foreignKeyName: 'institution_logos_institution_id_fkey'; columns: ['institution_id']; isOneToOne: true; referencedRelation: 'institutions'; referencedColumns: ['id'] },
        ]
      }
      institution_standings: {
        Row: {
          decided_at: string
          decided_by: string | null
          id: number
          institution_id: string
          reason: string
          status: Database['public']['Enums']['institution_status']
        }
        Insert: {
          decided_at?: string
          decided_by?: string | null
          id?: never
          institution_id: string
          reason: string
          status: Database['public']['Enums']['institution_status']
        }
        Update: {
          decided_at?: string
          decided_by?: string | null
          id?: never
          institution_id?: string
          reason?: string
          status?: Database['public']['Enums']['institution_status']
        }
        Relationships: [
          { foreignKeyName: 'institution_standings_decided_by_fkey'; columns: ['decided_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
          { foreignKeyName: 'institution_standings_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
        ]
      }
      institutions: {
        Row: {
          about: string
          acronym: string | null
          city: string | null
          coordinating: boolean
          country: string
          created_at: string
          id: string
          joined_on: string | null
          kind: Database['public']['Enums']['institution_kind']
          languages: string[]
          legal_form: string | null
          listed: boolean
          merged_into: string | null
          name: string
          ror: string | null
          search: unknown | null
          slug: string
          sort_name: string | null
          status: Database['public']['Enums']['institution_status']
          themes: string[]
          updated_at: string
          website: string | null
        }
        Insert: {
          about?: string
          acronym?: string | null
          city?: string | null
          coordinating?: boolean
          country: string
          created_at?: string
          id?: string
          joined_on?: string | null
          kind: Database['public']['Enums']['institution_kind']
          languages?: string[]
          legal_form?: string | null
          listed?: boolean
          merged_into?: string | null
          name: string
          ror?: string | null
          search?: never
          slug: string
          sort_name?: never
          status?: Database['public']['Enums']['institution_status']
          themes?: string[]
          updated_at?: string
          website?: string | null
        }
        Update: {
          about?: string
          acronym?: string | null
          city?: string | null
          coordinating?: boolean
          country?: string
          created_at?: string
          id?: string
          joined_on?: string | null
          kind?: Database['public']['Enums']['institution_kind']
          languages?: string[]
          legal_form?: string | null
          listed?: boolean
          merged_into?: string | null
          name?: string
          ror?: string | null
          search?: never
          slug?: string
          sort_name?: never
          status?: Database['public']['Enums']['institution_status']
          themes?: string[]
          updated_at?: string
          website?: string | null
        }
        Relationships: [
          { foreignKeyName: 'institutions_merged_into_fkey'; columns: ['merged_into']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
        ]
      }
      invitations: {
        Row: {
          accepted_at: string | null
          created_at: string
          email: string
          expires_at: string
          id: string
          institution_id: string
          invited_by: string | null
          name: string
          revoked_at: string | null
          role: Database['public']['Enums']['affiliation_role']
          token_hash: string
        }
        Insert: {
          accepted_at?: string | null
          created_at?: string
          email: string
          expires_at?: string
          id?: string
          institution_id: string
          invited_by?: string | null
          name: string
          revoked_at?: string | null
          role?: Database['public']['Enums']['affiliation_role']
          token_hash: string
        }
        Update: {
          accepted_at?: string | null
          created_at?: string
          email?: string
          expires_at?: string
          id?: string
          institution_id?: string
          invited_by?: string | null
          name?: string
          revoked_at?: string | null
          role?: Database['public']['Enums']['affiliation_role']
          token_hash?: string
        }
        Relationships: [
          { foreignKeyName: 'invitations_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'invitations_invited_by_fkey'; columns: ['invited_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      jobs: {
        Row: {
          claimed_at: string | null
          every_seconds: number
          failures: number
          last_ended_at: string | null
          last_error: string | null
          last_started_at: string | null
          name: string
          next_at: string
        }
        Insert: {
          claimed_at?: string | null
          every_seconds: number
          failures?: number
          last_ended_at?: string | null
          last_error?: string | null
          last_started_at?: string | null
          name: string
          next_at?: string
        }
        Update: {
          claimed_at?: string | null
          every_seconds?: number
          failures?: number
          last_ended_at?: string | null
          last_error?: string | null
          last_started_at?: string | null
          name?: string
          next_at?: string
        }
        Relationships: []
      }
      known_names: {
        Row: {
          name: string
          person_id: string
          updated_at: string
        }
        Insert: {
          name: string
          person_id: string
          updated_at?: string
        }
        Update: {
          name?: string
          person_id?: string
          updated_at?: string
        }
        Relationships: [
          { foreignKeyName: 'known_names_person_id_fkey'; columns: ['person_id']; isOneToOne: true; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      letter_texts: {
        Row: {
          body: string | null
          id: string
          key: string
          locale: string
          saved_at: string
          saved_by: string | null
          subject: string | null
          version: number
        }
        Insert: {
          body?: string | null
          id?: string
          key: string
          locale?: string
          saved_at?: string
          saved_by?: string | null
          subject?: string | null
          version: number
        }
        Update: {
          body?: string | null
          id?: string
          key?: string
          locale?: string
          saved_at?: string
          saved_by?: string | null
          subject?: string | null
          version?: number
        }
        Relationships: [
          { foreignKeyName: 'letter_texts_saved_by_fkey'; columns: ['saved_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      letters: {
        Row: {
          application_id: string | null
          attempts: number
          body_html: string | null
          body_text: string | null
          bounce_kind: string | null
          bounce_reason: string | null
          bounced_at: string | null
          claimed_at: string | null
          created_at: string
          due_at: string
          facts: Json
          given_up_at: string | null
          id: string
          kind: string
          last_error: string | null
          recipient: string
          sent_at: string | null
          subject: string | null
        }
        Insert: {
          application_id?: string | null
          attempts?: number
          body_html?: string | null
          body_text?: string | null
          bounce_kind?: string | null
          bounce_reason?: string | null
          bounced_at?: string | null
          claimed_at?: string | null
          created_at?: string
          due_at?: string
          facts?: Json
          given_up_at?: string | null
          id?: string
          kind: string
          last_error?: string | null
          recipient: string
          sent_at?: string | null
          subject?: string | null
        }
        Update: {
          application_id?: string | null
          attempts?: number
          body_html?: string | null
          body_text?: string | null
          bounce_kind?: string | null
          bounce_reason?: string | null
          bounced_at?: string | null
          claimed_at?: string | null
          created_at?: string
          due_at?: string
          facts?: Json
          given_up_at?: string | null
          id?: string
          kind?: string
          last_error?: string | null
          recipient?: string
          sent_at?: string | null
          subject?: string | null
        }
        Relationships: [
          { foreignKeyName: 'letters_application_id_fkey'; columns: ['application_id']; isOneToOne: false; referencedRelation: 'applications'; referencedColumns: ['id'] },
        ]
      }
      mail_wishes: {
        Row: {
          cadence: Database['public']['Enums']['mail_cadence']
          kind: string
          person_id: string
        }
        Insert: {
          cadence: Database['public']['Enums']['mail_cadence']
          kind: string
          person_id: string
        }
        Update: {
          cadence?: Database['public']['Enums']['mail_cadence']
          kind?: string
          person_id?: string
        }
        Relationships: [
          { foreignKeyName: 'mail_wishes_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      onboarding_put_away: {
        Row: {
          institution_id: string
          person_id: string
        }
        Insert: {
          institution_id: string
          person_id: string
        }
        Update: {
          institution_id?: string
          person_id?: string
        }
        Relationships: [
          { foreignKeyName: 'onboarding_put_away_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
          { foreignKeyName: 'onboarding_put_away_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      people: {
        Row: {
          created_at: string
          disabled_at: string | null
          id: string
          name: string
          search: unknown | null
          sort_name: string | null
          time_zone: string
          updated_at: string
          user_id: string | null
        }
        Insert: {
          created_at?: string
          disabled_at?: string | null
          id?: string
          name: string
          search?: never
          sort_name?: never
          time_zone?: string
          updated_at?: string
          user_id?: string | null
        }
        Update: {
          created_at?: string
          disabled_at?: string | null
          id?: string
          name?: string
          search?: never
          sort_name?: never
          time_zone?: string
          updated_at?: string
          user_id?: string | null
        }
        Relationships: []
      }
      person_details: {
        Row: {
          detail: string
          person_id: string
          shown: Database['public']['Enums']['audience']
          updated_at: string
          value: string | null
        }
        Insert: {
          detail: string
          person_id: string
          shown: Database['public']['Enums']['audience']
          updated_at?: string
          value?: string | null
        }
        Update: {
          detail?: string
          person_id?: string
          shown?: Database['public']['Enums']['audience']
          updated_at?: string
          value?: string | null
        }
        Relationships: [
          { foreignKeyName: 'person_details_person_id_fkey'; columns: ['person_id']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      person_photos: {
        Row: {
          bytes: string
          person_id: string
          stamp: string
          updated_at: string
        }
        Insert: {
          bytes: string
          person_id: string
          stamp?: never
          updated_at?: string
        }
        Update: {
          bytes?: string
          person_id?: string
          stamp?: never
          updated_at?: string
        }
        Relationships: [
          { foreignKeyName: 'person_photos_person_id_fkey'; columns: ['person_id']; isOneToOne: true; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      rights_changes: {
        Row: {
          count: number
          only_row: boolean
        }
        Insert: {
          count?: number
          only_row?: boolean
        }
        Update: {
          count?: number
          only_row?: boolean
        }
        Relationships: []
      }
      site_text_versions: {
        Row: {
          content: Json
          key: string
          saved_at: string
          saved_by: string | null
          title: string
          version: number
        }
        Insert: {
          content: Json
          key: string
          saved_at: string
          saved_by?: string | null
          title: string
          version: number
        }
        Update: {
          content?: Json
          key?: string
          saved_at?: string
          saved_by?: string | null
          title?: string
          version?: number
        }
        Relationships: [
          { foreignKeyName: 'site_text_versions_key_fkey'; columns: ['key']; isOneToOne: false; referencedRelation: 'site_texts'; referencedColumns: ['key'] },
          { foreignKeyName: 'site_text_versions_saved_by_fkey'; columns: ['saved_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      site_texts: {
        Row: {
          content: Json
          key: string
          saved_at: string
          saved_by: string | null
          title: string
          version: number
        }
        Insert: {
          content: Json
          key: string
          saved_at?: string
          saved_by?: string | null
          title: string
          version?: number
        }
        Update: {
          content?: Json
          key?: string
          saved_at?: string
          saved_by?: string | null
          title?: string
          version?: number
        }
        Relationships: [
          { foreignKeyName: 'site_texts_saved_by_fkey'; columns: ['saved_by']; isOneToOne: false; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
    }
    Views: Record<never, never>
    Functions: {
      accept_invitation: { Args: { token: string | null; name: string | null; password: string | null }; Returns: Json }
      add_application_paper: { Args: { token: string | null; name: string | null; media_type: string | null; content: string | null }; Returns: Json }
      add_chapter: { Args: { compendium: string | null; parent: string | null; title: string | null; chapter?: string | null; seed?: string | null }; Returns: Json }
      address_came_back: { Args: { person: string | null; reason: string | null }; Returns: Json }
      address_works: { Args: { person?: string | null }; Returns: Json }
      amend_affiliation: { Args: { affiliation: string | null; role: Database['public']['Enums']['affiliation_role'] | null }; Returns: Json }
      answer_authorship: { Args: { compendium: string | null; institution: string | null; accept: boolean | null }; Returns: Json }
      appeal_decision: { Args: { token: string | null; body: string | null }; Returns: Json }
      append_updates: { Args: { batch: unknown }; Returns: Json }
      application_by_link: { Args: { token: string | null }; Returns: Json }
      application_case: { Args: { number: number | null }; Returns: Json }
      application_paper: { Args: { paper: string | null; token?: string | null }; Returns: Json }
      application_queue: { Args: { state: string | null; assigned: string | null; words: string | null; sort: string | null; page: number | null }; Returns: Json }
      applications_waiting: { Args: Record<PropertyKey, never>; Returns: Json }
      ask_for_restore: { Args: { chapter: string | null; title: string | null }; Returns: Json }
      assign_application: { Args: { application: string | null; person: string | null }; Returns: Json }
      chapter_access_of: { Args: { pairs: unknown }; Returns: { person: string | null; chapter: string | null; session: string | null; access: Database['public']['Enums']['chapter_access'] | null; name: string | null }[] }
      chapter_open_history: { Args: { chapter: string | null; since: string | null }; Returns: Json }
      chapter_page: { Args: { chapter: string | null }; Returns: Json }
      chapter_rights: { Args: { chapter: string | null }; Returns: Json }
      chapter_state: { Args: { chapter: string | null; known?: number | null }; Returns: Json }
      chapter_whole_history: { Args: { chapter: string | null }; Returns: Json }
      claim_job: { Args: { name: string | null; every_seconds: number | null }; Returns: Json }
      claim_letters: { Args: { most: number | null }; Returns: Database['public']['Tables']['letters']['Row'][] }
      compendia_list: { Args: { scope: string | null; words: string | null; kind: string | null; page?: number | null }; Returns: Json }
      compendium_choices: { Args: { words?: string | null; chosen?: string[] | null }; Returns: Json }
      compendium_page: { Args: { slug: string | null }; Returns: Json }
      compendium_pulse: { Args: { slug: string | null }; Returns: Json }
      compendium_settings: { Args: { slug: string | null }; Returns: Json }
      compendium_to_read: { Args: { slug: string | null; chapter?: string | null }; Returns: Json }
      create_compendium: { Args: { slug: string | null; kind: Database['public']['Enums']['compendium_kind'] | null; title: string | null; summary: string | null; language: string | null; lead_institution: string | null; author_institutions: string[] | null; drafts_due_on: string | null; review_due_on: string | null; launch_on: string | null; chapters: unknown }; Returns: Json }
      date_affiliation: { Args: { affiliation: string | null; from_day: string | null; until_day: string | null }; Returns: Json }
      date_coordinator: { Args: { held: string | null; from_day: string | null; until_day: string | null }; Returns: Json }
      decide_application: { Args: { application: string | null; verdict: string | null; reason: string | null }; Returns: Json }
      declare_conflict: { Args: { application: string | null; reason: string | null }; Returns: Json }
      desk: { Args: Record<PropertyKey, never>; Returns: Json }
      erase_me: { Args: { keep_name: boolean | null }; Returns: Json }
      expire_applications: { Args: Record<PropertyKey, never>; Returns: Json }
      find_people: { Args: { words: string | null }; Returns: Json }
      find_places: { Args: { words: string | null }; Returns: Json }
      fold_chapter: { Args: { chapter: string | null; folded: unknown }; Returns: Json }
      give_right: { Args: { chapter: string | null; person: string | null; institution: string | null; access: Database['public']['Enums']['chapter_access'] | null }; Returns: Json }
      hand_over: { Args: { institution: string | null; successor: string | null }; Returns: Json }
      institution_logo: { Args: { slug: string | null; known?: string | null }; Returns: Json }
      institution_page: { Args: { slug: string | null }; Returns: Json }
      institution_pictures: { Args: { slug: string | null }; Returns: Json }
      institution_profile: { Args: { slug: string | null }; Returns: Json }
      institution_roles: { Args: { slug: string | null }; Returns: Json }
      institution_standing: { Args: { slug: string | null; words?: string | null }; Returns: Json }
      institutions_list: { Args: { words: string | null; page: number | null }; Returns: Json }
      institutions_managed: { Args: { words: string | null; status: string | null; page: number | null }; Returns: Json }
      invite_people: { Args: { institution: string | null; people: unknown }; Returns: Json }
      invite_person: { Args: { institution: string | null; email: string | null; name: string | null; role: Database['public']['Enums']['affiliation_role'] | null }; Returns: Json }
      joining_terms: { Args: Record<PropertyKey, never>; Returns: Json }
      keep_compendium: { Args: { compendium: string | null; expected: string | null; title: string | null; summary: string | null; language: string | null; visibility: Database['public']['Enums']['compendium_visibility'] | null; lead_editor: string | null; author_institutions: string[] | null; drafts_due_on: string | null; review_due_on: string | null; launch_on: string | null }; Returns: Json }
      keep_mail_wishes: { Args: { wishes: unknown }; Returns: Json }
      keep_my_profile: { Args: { profile: unknown; expected: string | null }; Returns: Json }
      last_places: { Args: Record<PropertyKey, never>; Returns: Json }
      letter_came_back: { Args: { letter: string | null; reason: string | null }; Returns: Json }
      letter_text_to_edit: { Args: { key: string | null; locale: string | null }; Returns: Json }
      letter_texts_in_force: { Args: { locale: string | null }; Returns: Json }
      letter_texts_list: { Args: { locale: string | null }; Returns: Json }
      letters_managed: { Args: { fate: string | null; page: number | null }; Returns: Json }
      logos_of: { Args: { slugs: string[] | null }; Returns: Json }
      managing: { Args: Record<PropertyKey, never>; Returns: Json }
      member_directory: { Args: { words: string | null; country: string | null; kind: string | null; theme: string | null; language: string | null; page: number | null }; Returns: Json }
      member_page: { Args: { slug: string | null }; Returns: Json }
      merge_institutions: { Args: { source: string | null; target: string | null; reason: string | null }; Returns: Json }
      merged_into: { Args: { slug: string | null }; Returns: Json }
      merger_preview: { Args: { source: string | null; target: string | null }; Returns: Json }
      message_applicant: { Args: { application: string | null; body: string | null }; Returns: Json }
      migrations_applied: { Args: Record<PropertyKey, never>; Returns: number }
      move_chapter: { Args: { chapter: string | null; parent: string | null; after: string | null }; Returns: Json }
      my_authorships: { Args: Record<PropertyKey, never>; Returns: Json }
      my_chapter_access: { Args: { compendium: string | null }; Returns: { chapter_id: string | null; access: Database['public']['Enums']['chapter_access'] | null }[] }
      my_data: { Args: Record<PropertyKey, never>; Returns: Json }
      my_first_steps: { Args: Record<PropertyKey, never>; Returns: Json }
      my_mail_wishes: { Args: Record<PropertyKey, never>; Returns: Json }
      my_profile: { Args: Record<PropertyKey, never>; Returns: Json }
      name_coordinator: { Args: { person: string | null; from_day: string | null; until_day: string | null }; Returns: Json }
      note_bounce: { Args: { letter: string | null; recipient: string | null; kind: string | null; reason: string | null }; Returns: Json }
      note_chapter_fault: { Args: { chapter: string | null; reason: string | null }; Returns: undefined }
      note_visit: { Args: { chapter: string | null; words: number | null }; Returns: boolean }
      open_application: { Args: { token: string | null }; Returns: Json }
      open_invitation: { Args: { token: string | null }; Returns: Json }
      open_proposals: { Args: Record<PropertyKey, never>; Returns: Json }
      people_managed: { Args: { words: string | null; page: number | null; back?: boolean | null }; Returns: Json }
      person_managed: { Args: { person: string | null }; Returns: Json }
      person_page: { Args: { person: string | null }; Returns: Json }
      person_photo: { Args: { person: string | null; known?: string | null }; Returns: Json }
      plan_role: { Args: { affiliation: string | null; role: Database['public']['Enums']['affiliation_role'] | null; from_day: string | null }; Returns: Json }
      portal_key: { Args: Record<PropertyKey, never>; Returns: string }
      public_compendia: { Args: Record<PropertyKey, never>; Returns: Json }
      purge_applications: { Args: Record<PropertyKey, never>; Returns: Json }
      recommend_on_application: { Args: { application: string | null; verdict: string | null; reasons: string | null }; Returns: Json }
      remind_of_reviews: { Args: Record<PropertyKey, never>; Returns: Json }
      remove_application_paper: { Args: { token: string | null; paper: string | null }; Returns: Json }
      remove_second_factor: { Args: { person: string | null }; Returns: Json }
      rename_chapter: { Args: { chapter: string | null; title: string | null; expected: string | null }; Returns: Json }
      request_information: { Args: { application: string | null; body: string | null }; Returns: Json }
      rights_clock: { Args: Record<PropertyKey, never>; Returns: string }
      run_job_now: { Args: { name: string | null }; Returns: Json }
      save_application: { Args: { token: string | null; answers: unknown }; Returns: Json }
      save_application_part: { Args: { token: string | null; part: string | null; began: string | null; answers: unknown }; Returns: Json }
      save_letter_text: { Args: { key: string | null; locale: string | null; version: number | null; subject: string | null; body: string | null }; Returns: Json }
      save_site_text: { Args: { key: string | null; version: number | null; title: string | null; content: unknown }; Returns: Json }
      send_application_link: { Args: { token: string | null }; Returns: Json }
      send_digests: { Args: Record<PropertyKey, never>; Returns: Json }
      send_letter_again: { Args: { letter: string | null }; Returns: Json }
      set_institution_logo: { Args: { institution: string | null; content: string | null }; Returns: Json }
      set_institution_standing: { Args: { institution: string | null; status: string | null; reason: string | null }; Returns: Json }
      set_my_photo: { Args: { content: string | null }; Returns: Json }
      set_quorum: { Args: { quorum: number | null }; Returns: Json }
      settle_job: { Args: { name: string | null; error: string | null }; Returns: undefined }
      settle_letter: { Args: { letter: string | null; error: string | null; subject: string | null; body_text: string | null; body_html: string | null }; Returns: undefined }
      settle_proposal: { Args: { proposal: string | null; answer: string | null }; Returns: Json }
      site_text_to_edit: { Args: { key: string | null; at?: number | null }; Returns: Json }
      site_texts_list: { Args: Record<PropertyKey, never>; Returns: Json }
      start_application: { Args: { email: string | null; origin?: string | null; proof?: string | null }; Returns: Json }
      submit_application: { Args: { token: string | null }; Returns: Json }
      take_back_role: { Args: { affiliation: string | null }; Returns: Json }
      trail_page: { Args: { subject: string | null; words: string | null; since: string | null; until: string | null; before: number | null; own?: boolean | null }; Returns: Json }
      warn_silent_applicants: { Args: Record<PropertyKey, never>; Returns: Json }
      who_am_i: { Args: Record<PropertyKey, never>; Returns: Json }
      withdraw_application: { Args: { token: string | null }; Returns: Json }
      write_as_applicant: { Args: { token: string | null; body: string | null }; Returns: Json }
    }
    Enums: {
      affiliation_role: 'primary representative' | 'alternate' | 'editor' | 'member'
      alliance_role: 'coordinator'
      application_message_kind: 'message' | 'request' | 'answer' | 'decision' | 'appeal'
      application_state: 'draft' | 'submitted' | 'under review' | 'information requested' | 'accepted' | 'declined' | 'withdrawn' | 'expired'
      application_verdict: 'accept' | 'decline'
      audience: 'public' | 'members' | 'institution' | 'nobody'
      chapter_access: 'read' | 'comment' | 'suggest' | 'edit'
      chapter_status: 'outline' | 'drafting' | 'in review' | 'final'
      compendium_kind: 'compendium' | 'brief' | 'digest'
      compendium_visibility: 'authors' | 'members' | 'public'
      institution_kind: 'think tank' | 'civil society' | 'research' | 'training'
      institution_status: 'active' | 'suspended' | 'left' | 'merged'
      mail_cadence: 'at once' | 'daily' | 'off'
      proposal_kind: 'coordinator' | 'coordinator days' | 'quorum'
      proposal_outcome: 'confirmed' | 'declined' | 'withdrawn'
    }
    CompositeTypes: Record<never, never>
  }
}

/** What can be asked of the database by name, and with what. */
export type Functions = Database['public']['Functions']
