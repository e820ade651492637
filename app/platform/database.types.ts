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
          fold: number
          folded_at: string
          schema_version: number
          state: string
          state_vector: string
          upto: number
        }
        Insert: {
          chapter_id: string
          fold: number
          folded_at?: string
          schema_version: number
          state: string
          state_vector: string
          upto: number
        }
        Update: {
          chapter_id?: string
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
          compendium_id: string
          institution_id: string
        }
        Insert: {
          compendium_id: string
          institution_id: string
        }
        Update: {
          compendium_id?: string
          institution_id?: string
        }
        Relationships: [
          { foreignKeyName: 'compendium_institutions_compendium_id_fkey'; columns: ['compendium_id']; isOneToOne: false; referencedRelation: 'compendia'; referencedColumns: ['id'] },
          { foreignKeyName: 'compendium_institutions_institution_id_fkey'; columns: ['institution_id']; isOneToOne: false; referencedRelation: 'institutions'; referencedColumns: ['id'] },
        ]
      }
      contacts: {
        Row: {
          email: string
          person_id: string
          updated_at: string
        }
        Insert: {
          email: string
          person_id: string
          updated_at?: string
        }
        Update: {
          email?: string
          person_id?: string
          updated_at?: string
        }
        Relationships: [
          { foreignKeyName: 'contacts_person_id_fkey'; columns: ['person_id']; isOneToOne: true; referencedRelation: 'people'; referencedColumns: ['id'] },
        ]
      }
      institutions: {
        Row: {
          acronym: string | null
          city: string | null
          country: string
          created_at: string
          id: string
          kind: Database['public']['Enums']['institution_kind']
          name: string
          slug: string
          updated_at: string
        }
        Insert: {
          acronym?: string | null
          city?: string | null
          country: string
          created_at?: string
          id?: string
          kind: Database['public']['Enums']['institution_kind']
          name: string
          slug: string
          updated_at?: string
        }
        Update: {
          acronym?: string | null
          city?: string | null
          country?: string
          created_at?: string
          id?: string
          kind?: Database['public']['Enums']['institution_kind']
          name?: string
          slug?: string
          updated_at?: string
        }
        Relationships: []
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
      letters: {
        Row: {
          attempts: number
          body_html: string | null
          body_text: string | null
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
          attempts?: number
          body_html?: string | null
          body_text?: string | null
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
          attempts?: number
          body_html?: string | null
          body_text?: string | null
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
        Relationships: []
      }
      people: {
        Row: {
          created_at: string
          disabled_at: string | null
          id: string
          name: string
          time_zone: string
          updated_at: string
          user_id: string | null
        }
        Insert: {
          created_at?: string
          disabled_at?: string | null
          id?: string
          name: string
          time_zone?: string
          updated_at?: string
          user_id?: string | null
        }
        Update: {
          created_at?: string
          disabled_at?: string | null
          id?: string
          name?: string
          time_zone?: string
          updated_at?: string
          user_id?: string | null
        }
        Relationships: []
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
    }
    Views: Record<never, never>
    Functions: {
      accept_invitation: { Args: { token: string | null; name: string | null; password: string | null }; Returns: Json }
      add_chapter: { Args: { compendium: string | null; parent: string | null; title: string | null; chapter?: string | null; seed?: string | null }; Returns: Json }
      append_updates: { Args: { batch: unknown }; Returns: Json }
      chapter_access_of: { Args: { pairs: unknown }; Returns: { person: string | null; chapter: string | null; session: string | null; access: Database['public']['Enums']['chapter_access'] | null; name: string | null }[] }
      chapter_open_history: { Args: { chapter: string | null; since: string | null }; Returns: Json }
      chapter_page: { Args: { chapter: string | null }; Returns: Json }
      chapter_rights: { Args: { chapter: string | null }; Returns: Json }
      chapter_state: { Args: { chapter: string | null; known?: number | null }; Returns: Json }
      claim_letters: { Args: { most: number | null }; Returns: Database['public']['Tables']['letters']['Row'][] }
      compendia_list: { Args: { scope: string | null; words: string | null; kind: string | null }; Returns: Json }
      compendium_choices: { Args: Record<PropertyKey, never>; Returns: Json }
      compendium_page: { Args: { slug: string | null }; Returns: Json }
      compendium_pulse: { Args: { slug: string | null }; Returns: Json }
      compendium_settings: { Args: { slug: string | null }; Returns: Json }
      compendium_to_read: { Args: { slug: string | null; chapter?: string | null }; Returns: Json }
      create_compendium: { Args: { slug: string | null; kind: Database['public']['Enums']['compendium_kind'] | null; title: string | null; summary: string | null; language: string | null; lead_institution: string | null; author_institutions: string[] | null; drafts_due_on: string | null; review_due_on: string | null; launch_on: string | null; chapters: unknown }; Returns: Json }
      desk: { Args: Record<PropertyKey, never>; Returns: Json }
      find_people: { Args: { words: string | null }; Returns: Json }
      find_places: { Args: { words: string | null }; Returns: Json }
      fold_chapter: { Args: { chapter: string | null; folded: unknown }; Returns: Json }
      give_right: { Args: { chapter: string | null; person: string | null; institution: string | null; access: Database['public']['Enums']['chapter_access'] | null }; Returns: Json }
      institution_page: { Args: { slug: string | null }; Returns: Json }
      institutions_list: { Args: Record<PropertyKey, never>; Returns: Json }
      invite_person: { Args: { institution: string | null; email: string | null; name: string | null; role: Database['public']['Enums']['affiliation_role'] | null }; Returns: Json }
      keep_compendium: { Args: { compendium: string | null; expected: string | null; title: string | null; summary: string | null; language: string | null; visibility: Database['public']['Enums']['compendium_visibility'] | null; lead_editor: string | null; author_institutions: string[] | null; drafts_due_on: string | null; review_due_on: string | null; launch_on: string | null }; Returns: Json }
      migrations_applied: { Args: Record<PropertyKey, never>; Returns: number }
      move_chapter: { Args: { chapter: string | null; parent: string | null; after: string | null }; Returns: Json }
      my_chapter_access: { Args: { compendium: string | null }; Returns: { chapter_id: string | null; access: Database['public']['Enums']['chapter_access'] | null }[] }
      note_visit: { Args: { chapter: string | null; words: number | null }; Returns: boolean }
      open_invitation: { Args: { token: string | null }; Returns: Json }
      person_page: { Args: { person: string | null }; Returns: Json }
      public_compendia: { Args: Record<PropertyKey, never>; Returns: Json }
      rename_chapter: { Args: { chapter: string | null; title: string | null; expected: string | null }; Returns: Json }
      rights_clock: { Args: Record<PropertyKey, never>; Returns: string }
      settle_letter: { Args: { letter: string | null; error: string | null; subject: string | null; body_text: string | null; body_html: string | null }; Returns: undefined }
      who_am_i: { Args: Record<PropertyKey, never>; Returns: Json }
    }
    Enums: {
      affiliation_role: 'primary representative' | 'alternate' | 'editor' | 'member'
      alliance_role: 'coordinator'
      chapter_access: 'read' | 'comment' | 'suggest' | 'edit'
      chapter_status: 'outline' | 'drafting' | 'in review' | 'final'
      compendium_kind: 'compendium' | 'brief' | 'digest'
      compendium_visibility: 'authors' | 'members' | 'public'
      institution_kind: 'think tank' | 'civil society' | 'research' | 'training'
    }
    CompositeTypes: Record<never, never>
  }
}

/** What can be asked of the database by name, and with what. */
export type Functions = Database['public']['Functions']
